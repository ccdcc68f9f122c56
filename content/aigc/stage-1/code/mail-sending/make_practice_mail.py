"""造一个练习用的文件夹：名单、模板、退订名单。地址都是假的，只新建。"""

import sys
from pathlib import Path

folder = Path("练习邮件")
if folder.exists():
    sys.exit(f"停下：{folder} 已经有了。换个地方再来，这里不会碰它。")

FILES = {
    "名单.csv": """称呼,邮箱,同意,座位
许老师,xu@example.com,是,3 排
小罗,luo@example.com,是,4 排
万阿姨,wan@example.com,,2 排
老尹,yin@example,是,5 排
小罗,luo@example.com,是,4 排
章先生,zhang@example.com,是,1 排
蒲女士,pu@example.com,是,
""",
    "模板.txt": """标题：读书会周六改到二楼
{{称呼}}，您好：
周六的读书会改到二楼小厅，下午两点开始。您的座位在 {{座位}}。
您收到这封信，是因为报名时勾了「邮件通知」。不想再收到，回信写「退订」两个字就行。
庄美云
""",
    "退订.txt": "zhang@example.com\n",
}
folder.mkdir()
for name, words in FILES.items():
    with (folder / name).open("x", encoding="utf-8-sig") as file:
        file.write(words)
print(f"完成：新建 {folder}，里面有 {'、'.join(FILES)}。")
