import antd from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { gather } from "./gather";
import type { Catalogue, Messages } from "./index";

dayjs.locale("zh-cn");

const files = import.meta.glob<Messages>(
  ["../app/messages*.zh.ts", "../ui/messages*.zh.ts", "../features/*/messages*.zh.ts"],
  { eager: true, import: "default" },
);

const catalogue: Catalogue = { messages: gather(files), antd };
export default catalogue;
