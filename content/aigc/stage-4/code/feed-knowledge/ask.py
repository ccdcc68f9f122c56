"""小小检索：先查问答表，再查手册小块，都找不到就说不知道。
用法：python ask.py 手册.txt 问答.csv "几点退房"
"""

import csv
import sys
from pathlib import Path

QA_LINE = 0.5  # 问题里的两字词，问答表的一行至少要占到一半
CHUNK_LINE = 0.4  # 手册的小块至少要占到四成


def pairs(text):
    """切成两个字一组：退房时间 → 退房、房时、时间。"""
    text = "".join(letter for letter in text.lower() if letter.isalnum())
    return {text[i : i + 2] for i in range(len(text) - 1)}


def likeness(question, text):
    """问题里的两字词，有几成在这段文字里。"""
    asked = pairs(question)
    return len(asked & pairs(text)) / len(asked) if asked else 0


def read_chunks(path):
    """手册按空行切块，每块第一行是「# 标题」。"""
    blocks = Path(path).read_text(encoding="utf-8-sig").split("\n\n")
    return [block.strip().lstrip("# ") for block in blocks if block.strip()]


def read_qa(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["问题"].strip()]


def best(question, items, text_of):
    scored = [(likeness(question, text_of(item)), item) for item in items]
    return max(scored, key=lambda pair: pair[0], default=(0, None))


def answer(question, qa, chunks):
    score, row = best(question, qa, lambda row: row["问题"])
    if row and score >= QA_LINE:
        return f"{row['答案']}（出处：问答表，{row['出处']}；像 {score:.2f}）"
    score, chunk = best(question, chunks, lambda chunk: chunk)
    if chunk and score >= CHUNK_LINE:
        title, _, body = chunk.partition("\n")
        return f"{body.strip()}（出处：手册，{title}；像 {score:.2f}）"
    return f"不知道，请找真人。（最像的也只有 {score:.2f}）"


def main():
    if len(sys.argv) != 4:
        sys.exit('用法：python ask.py 手册.txt 问答.csv "问题"')
    try:
        qa, chunks = read_qa(sys.argv[2]), read_chunks(sys.argv[1])
    except FileNotFoundError as error:
        sys.exit(f"找不到文件：{error.filename}。请先进到放资料的文件夹再运行。")
    except KeyError as error:
        sys.exit(f"问答.csv 的第一行缺少这一列：{error.args[0]}。要有：问题,答案,出处")
    print(answer(sys.argv[3], qa, chunks))


if __name__ == "__main__":
    main()
