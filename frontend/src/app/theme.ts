import { theme as antdTheme, type ThemeConfig } from "antd";
import tokens from "@/ui/tokens.json";

export type ThemeName = "light" | "dark";
const STORED = "lianwang.theme";

/** The theme chosen in this browser, else the device's. */
export function initialTheme(): ThemeName {
  const stored = localStorage.getItem(STORED);
  if (stored === "light" || stored === "dark") return stored;
  return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function rememberTheme(name: ThemeName): void {
  localStorage.setItem(STORED, name);
}

/** Ant Design in our colours; the same values stand in styles/tokens.css for our own parts. */
export function antdThemeFor(name: ThemeName): ThemeConfig {
  const { token, components } = tokens.antd[name];
  const colours = tokens[name];
  return {
    hashed: false,
    algorithm: name === "dark" ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    token: {
      ...token,
      fontFamily: "var(--font)",
      fontFamilyCode: "var(--mono)",
      colorTextDescription: colours.t3,
      colorTextHeading: colours.t1,
      colorBgSpotlight: name === "dark" ? colours.hover : colours.t1,
    },
    components: {
      ...components,
      Table: {
        ...components.Table, headerSortActiveBg: colours.sunken, headerSortHoverBg: colours.hover, fixedHeaderSortActiveBg: colours.sunken,
        bodySortBg: "transparent", cellFontSizeSM: 13, rowSelectedHoverBg: colours.selected,
      },
      Button: {
        contentFontSize: 13, contentFontSizeSM: 13, contentFontSizeLG: 15, primaryShadow: "none", defaultShadow: "none",
        dangerShadow: "none", fontWeight: 400, paddingInline: 12, paddingInlineSM: 10,
        colorPrimaryHover: colours.accentHover, colorErrorText: colours.dangerT, colorError: colours.dangerF,
      },
      Modal: { titleFontSize: 16 },
      Input: { inputFontSize: 13 },
      InputNumber: { inputFontSize: 13 },
      Select: { optionHeight: 32, optionFontSize: 13 },
      Tooltip: { fontSize: 12 },
    },
  };
}
