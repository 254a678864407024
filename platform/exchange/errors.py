"""Why a file or an act on it is refused as a whole. Issues of single cells are in `issues`."""

from common.errors import ErrorText

FILE_EMPTY = ErrorText("FILE_EMPTY", "文件是空的。", "The file is empty.")
FILE_TOO_LARGE = ErrorText(
    "FILE_TOO_LARGE",
    "文件有 {size_mb} MB，超过 {limit_mb} MB。请拆成几个文件。",
    "The file has {size_mb} MB, more than {limit_mb} MB. Split it into several files.",
)
FILE_TYPE_UNKNOWN = ErrorText(
    "FILE_TYPE_UNKNOWN",
    "不认识这种文件。请用 .xlsx 或 .csv。",
    "This kind of file is not read. Use .xlsx or .csv.",
)
FILE_OLD_EXCEL = ErrorText(
    "FILE_OLD_EXCEL",
    "这是旧版 Excel（.xls）或加了密码的文件。请去掉密码，另存为 .xlsx 再传。",
    "This is an old .xls or a password-protected file. Remove the password, save as .xlsx and upload again.",
)
FILE_DAMAGED = ErrorText(
    "FILE_DAMAGED",
    "文件打不开，内容已损坏。请在 Excel 里另存一份再传。",
    "The file cannot be opened; it is damaged. Save it again in Excel and upload it.",
)
FILE_BOMB = ErrorText(
    "FILE_BOMB",
    "文件解压后过大（{reason}），已拒收，没有读取内容。",
    "The file would unpack to too much ({reason}); it was refused unread.",
)
FILE_MACROS = ErrorText(
    "FILE_MACROS",
    "文件带宏，已拒收。请另存为不带宏的 .xlsx。",
    "The file carries macros and was refused. Save it as .xlsx without macros.",
)
FILE_EXTERNAL = ErrorText(
    "FILE_EXTERNAL",
    "文件里有外部实体声明，已拒收。请在 Excel 里另存一份再传。",
    "The file declares external entities and was refused. Save it again in Excel and upload it.",
)
FILE_ENCODING = ErrorText(
    "FILE_ENCODING",
    "CSV 的编码认不出来。请存成 UTF-8 或 GB18030（GBK）。",
    "The encoding of the CSV is not recognised. Save it as UTF-8 or GB18030 (GBK).",
)
FILE_NO_ROWS = ErrorText("FILE_NO_ROWS", "文件里没有数据行。", "There are no rows of data in the file.")
FILE_TOO_MANY_ROWS = ErrorText(
    "FILE_TOO_MANY_ROWS",
    "行数超过 {limit}。请拆成几个文件。",
    "More than {limit} rows. Split the file.",
)
FILE_TOO_MANY_COLUMNS = ErrorText(
    "FILE_TOO_MANY_COLUMNS",
    "列数超过 {limit}。请删去不用的列。",
    "More than {limit} columns. Remove the ones not needed.",
)
FILE_TOO_MANY_CELLS = ErrorText(
    "FILE_TOO_MANY_CELLS",
    "表格范围是 {rows} 行 × {columns} 列，超过 {limit} 个格。请删去空行空列，或拆成几个文件。",
    "The sheet spans {rows} rows × {columns} columns, more than {limit} cells. Remove empty ones or split the file.",
)
MAPPING_UNKNOWN = ErrorText(
    "MAPPING_UNKNOWN",
    "没有名为“{value}”的导入对照。可用：{known}。",
    "There is no import mapping “{value}”. Known: {known}.",
)
MAPPING_INCOMPLETE = ErrorText(
    "MAPPING_INCOMPLETE",
    "还没有对上必需的列：{columns}。",
    "Required columns are not matched yet: {columns}.",
)
MAPPING_DOUBLE = ErrorText(
    "MAPPING_DOUBLE",
    "“{name}”对上了两列（{first} 和 {second}）。只留一列。",
    "“{name}” is matched to two columns ({first} and {second}). Keep one.",
)
FIELD_UNKNOWN = ErrorText("FIELD_UNKNOWN", "没有“{value}”这一项。", "There is no field “{value}”.")
COLUMN_UNKNOWN = ErrorText("COLUMN_UNKNOWN", "文件里没有第 {value} 列。", "The file has no column {value}.")
ROW_UNKNOWN = ErrorText("ROW_UNKNOWN", "文件里没有第 {value} 行。", "The file has no row {value}.")
CAUSE_UNKNOWN = ErrorText(
    "CAUSE_UNKNOWN",
    "这一类错误已经不在了，或不能一次改完。请刷新。",
    "This cause no longer exists or cannot be cured in one act. Refresh.",
)
CELL_TOO_LONG = ErrorText(
    "CELL_TOO_LONG",
    "格里的文字超过 {limit} 个字。",
    "The text of the cell exceeds {limit} characters.",
)
RUN_STATE = ErrorText(
    "IMPORT_STATE",
    "这次导入现在是“{state}”，不能做这一步。",
    "This import is “{state}” now; this step is not possible.",
)
NOTHING_TO_IMPORT = ErrorText(
    "NOTHING_TO_IMPORT",
    "没有可以导入的行：{refused} 行有错。请先改好。",
    "No row can be imported: {refused} rows have errors. Cure them first.",
)
NOT_ALL_GOOD = ErrorText(
    "NOT_ALL_GOOD",
    "选了“全部或都不”，但还有 {refused} 行有错。没有写入任何数据。",
    "“All or nothing” was chosen, but {refused} rows have errors. Nothing was written.",
)
TOO_MANY_RUNS = ErrorText(
    "TOO_MANY_RUNS",
    "本企业已有 {limit} 个导入或导出在进行。等一个做完再来。",
    "Your enterprise already has {limit} imports or exports under way. Wait for one to finish.",
)
TOO_MANY_UPLOADS = ErrorText(
    "TOO_MANY_UPLOADS",
    "本企业今天已上传 {limit} 个文件，到了上限。明天再传。",
    "Your enterprise has uploaded {limit} files today, the limit. Continue tomorrow.",
)
EXPORT_UNKNOWN = ErrorText(
    "EXPORT_UNKNOWN",
    "没有名为“{value}”的导出。可用：{known}。",
    "There is no export “{value}”. Known: {known}.",
)
RUN_BROKEN = ErrorText(
    "RUN_BROKEN",
    "处理时出了意外，没有做完。请再试；若仍不行，把编号 {reference} 告诉管理员。",
    "Processing stopped unexpectedly. Try again; if it persists, give your administrator the reference {reference}.",
)
