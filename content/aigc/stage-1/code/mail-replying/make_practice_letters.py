"""造一个练习用的文件夹：来信、事实和一份模型草稿。人和地址都是假的，只新建。"""

import json
import sys
from pathlib import Path

folder = Path("练习回信")
if folder.exists():
    sys.exit(f"停下：{folder} 已经有了。换个地方再来，这里不会碰它。")

LETTERS = [
    ("陶老师", "参观时间", "我们 28 个学生想周六来，几点开门？要预约吗？"),
    ("莫先生", "东西坏了", "上周我捐的木犁被你们摔断了一根，谁负责？"),
    ("小庞", "能拍照吗", "想拍几张老农具发到网上，可以吗？"),
]
DRAFTS = [
    (1, "参观", "普通", False, "陶老师您好：周六 9 点开门，团队要提前 2 天预约。您回信写明到馆时间就行。"),
    (2, "投诉", "急", True, ""),
    (3, "拍照", "普通", False, "可以拍照，不要开闪光灯。每人收 15 元拍摄费。"),
]
FACTS = "周二到周日 9 点到 16 点开放，免费。团队提前 2 天预约。可以拍照，不开闪光灯。"

folder.mkdir()
letters = [
    {"编号": n, "回给": f"{who} <guest{n}@example.com>", "标题": title, "信号": f"<{n}@example.com>", "正文": words}
    for n, (who, title, words) in enumerate(LETTERS, start=1)
]
drafts = [dict(zip(("编号", "类别", "紧急", "要人处理", "草稿"), row)) for row in DRAFTS]
for name, content in (("来信.json", letters), ("草稿.json", drafts)):
    with (folder / name).open("x", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
with (folder / "事实.txt").open("x", encoding="utf-8") as file:
    file.write(FACTS)
print(f"完成：新建 {folder}，来信 {len(letters)} 封，草稿 {len(drafts)} 份。")
