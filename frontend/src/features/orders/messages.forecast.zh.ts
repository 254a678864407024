export default {
  "worklist.what.COMMIT_FORECAST": "{{partner}} 的预测 {{asn}} 有 {{count}} 格等你承诺",
  "worklist.why.COMMIT_FORECAST": "没有答复的周，对方按 0 排产",
  "worklist.what.FORECAST_SHORT": "{{partner}} 在冻结期内承诺不足：{{count}} 格",
  "worklist.why.FORECAST_SHORT": "预测 {{asn}}，从 {{day}} 那周起",
  "worklist.act.COMMIT_FORECAST": "答复 {{count}} 格",
  "worklist.act.FORECAST_SHORT": "看缺口",
  "worklist.what.REPLENISH": "{{item}} 在{{partner}}将低于下限，最多可补 {{quantity}}",
  "worklist.why.REPLENISH": "{{day}} 那周起低于下限",
  "worklist.act.REPLENISH": "补货",
};
