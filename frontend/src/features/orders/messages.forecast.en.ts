export default {
  "worklist.what.COMMIT_FORECAST_one": "Forecast {{asn}} of {{partner}}: {{count}} week waits for your commit",
  "worklist.what.COMMIT_FORECAST_other": "Forecast {{asn}} of {{partner}}: {{count}} weeks wait for your commit",
  "worklist.why.COMMIT_FORECAST": "weeks without an answer count as nothing in their plan",
  "worklist.what.FORECAST_SHORT_one": "{{partner}} commits too little in {{count}} frozen week",
  "worklist.what.FORECAST_SHORT_other": "{{partner}} commits too little in {{count}} frozen weeks",
  "worklist.why.FORECAST_SHORT": "forecast {{asn}}, from the week of {{day}}",
  "worklist.act.COMMIT_FORECAST_one": "Answer {{count}} week",
  "worklist.act.COMMIT_FORECAST_other": "Answer {{count}} weeks",
  "worklist.act.FORECAST_SHORT": "See the gaps",
  "worklist.what.REPLENISH": "{{item}} falls below its minimum at {{partner}}; up to {{quantity}} fit",
  "worklist.why.REPLENISH": "below the minimum from {{day}}",
  "worklist.act.REPLENISH": "Replenish",
};
