"""把考题一题一题问过去，数三种错。用法：python evaluate.py 手册.txt 问答.csv 考题.csv"""

import csv
import sys

from ask import answer, read_chunks, read_qa

MARKS = ["对", "答错", "有答案却没找到", "该说不知道却答了"]


def judge(wanted, reply):
    refused = reply.startswith("不知道")
    if wanted == "不知道":
        return "对" if refused else "该说不知道却答了"
    if refused:
        return "有答案却没找到"
    return "对" if wanted in reply else "答错"


def main():
    if len(sys.argv) != 4:
        sys.exit("用法：python evaluate.py 手册.txt 问答.csv 考题.csv")
    chunks, qa = read_chunks(sys.argv[1]), read_qa(sys.argv[2])
    with open(sys.argv[3], encoding="utf-8-sig", newline="") as file:
        questions = list(csv.DictReader(file))
    marks = []
    for row in questions:
        reply = answer(row["问题"], qa, chunks)
        marks.append(judge(row["要有"].strip(), reply))
        print(f"{marks[-1]}｜{row['问题']}｜{reply}")
    print("合计：" + "，".join(f"{mark} {marks.count(mark)}" for mark in MARKS))


if __name__ == "__main__":
    main()
