"""读一份 Word 文档，把段落和表格的每一行编上号，打印出来。只读，不改任何文件。"""

import sys
from pathlib import Path
from zipfile import is_zipfile

from docx import Document
from docx.table import Table


def lines_of(path):
    """按文档里的先后，给出每段文字和表格的每一行。"""
    for part in Document(path).iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield "表格：" + " | ".join(cell.text for cell in row.cells)
        elif part.text.strip():
            yield part.text


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("用法：python read_docx.py 文件名.docx")
    path = Path(sys.argv[1])
    if not path.is_file():
        sys.exit(f"停下：这个文件夹里没有 {path}。看看名字和位置。")
    if not is_zipfile(path):  # 老格式 .doc 和带密码的文件都不是
        sys.exit(f"停下：读不了 {path}。请用 Word 打开，另存为 .docx，不要设密码。")
    for number, line in enumerate(lines_of(path), start=1):
        print(f"[{number}] {line}")
