"""按产品表，一款打印一份提示词。只读，不改文件，也不替你发给模型。"""

import sys
from pathlib import Path

from openpyxl import load_workbook

if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
    sys.exit("用法：python make_prompts.py 产品表.xlsx，文件要在这个文件夹里")

head, *rows = load_workbook(sys.argv[1], data_only=True).active.values
for row in rows:
    if not row[0]:  # 空行
        continue
    facts = "；".join(f"{key}：{str(value).rstrip('。')}" for key, value in zip(head, row) if value is not None)
    print(f"""【{row[0]}】
请写一篇 120 字以内的产品说明，一句一行。
只用这些事实：{facts}。
每句后面用括号写出用了哪一列；没用到任何一列的句子不要写。
「必写」照抄。不写历史、奖项、传承、顾客评价，不写极限词。
最后一行写：本文由人工智能辅助起草，事实由发布的人核对。
""")
