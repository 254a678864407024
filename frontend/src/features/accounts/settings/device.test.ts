import { describe, expect, it } from "vitest";
import { deviceOf } from "./device";

describe("device names", () => {
  it.each([
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36 Edg/156.0", "Edge · Windows"],
    ["Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/150 Mobile Safari/537.36 MicroMessenger/8.0", "WeChat · Android"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1", "Safari · iOS"],
    ["curl/8.5", null],
  ])("%s", (agent, name) => expect(deviceOf(agent)).toBe(name));
});
