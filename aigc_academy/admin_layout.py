"""How the admin looks and what its side bar holds."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


def _item(title: Any, icon: str, model: str, **more: Any) -> dict[str, Any]:
    """A link to the list of a model ("courses.lesson"), for those who may see it."""
    room, _dot, name = model.partition(".")
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{room}_{name}_changelist"),
        "permission": lambda request: request.user.has_perm(f"{room}.view_{name}"),
        **more,
    }


def site_icon(request: HttpRequest) -> str:
    return static("icon.svg")


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    from courses.models import LessonConflict

    waiting = LessonConflict.objects.count()
    return [
        {
            "items": [
                {"title": _("总览"), "icon": "home", "link": reverse_lazy("admin:index")},
                {
                    "title": _("打开网站"),
                    "icon": "open_in_new",
                    "link": reverse_lazy("courses:home"),
                    "active": lambda request: False,
                },
            ]
        },
        {
            "title": _("课程"),
            "separator": True,
            "items": [
                _item(_("课"), "menu_book", "courses.lesson"),
                _item(_("冲突"), "call_merge", "courses.lessonconflict", **({"badge": waiting} if waiting else {})),
                _item(_("阶段与排序"), "stairs", "courses.stage"),
                _item(_("课程与序章"), "school", "courses.course"),
                _item(_("工具"), "construction", "courses.tool"),
                _item(_("热线"), "call", "courses.hotline"),
                _item(_("词条"), "dictionary", "courses.term"),
            ],
        },
        {
            "title": _("学习者"),
            "separator": True,
            "items": [
                {
                    "title": _("带课"),
                    "icon": "diversity_3",
                    "link": reverse_lazy("teaching:roster"),
                    "permission": lambda request: request.user.has_perm("teaching.view_letter"),
                },
                _item(_("学习者进度"), "trending_up", "progress.enrollment"),
                _item(_("完成记录"), "task_alt", "progress.lessoncompletion"),
                _item(_("小测回答"), "quiz", "progress.quizanswer"),
                _item(_("复习卡"), "style", "progress.reviewcard"),
                _item(_("称号"), "stairs", "progress.award"),
                _item(_("提醒设置"), "notifications", "reminders.reminder"),
                _item(_("提醒邮件"), "outgoing_mail", "reminders.letter"),
                _item(_("项目"), "rocket_launch", "portfolio.project"),
                _item(_("公开页"), "public", "portfolio.publicpage"),
                _item(_("证书"), "workspace_premium", "credentials.credential"),
                _item(_("公共假期"), "event_busy", "progress.holidayyear"),
                _item(_("给学习者的信"), "mail", "teaching.letter"),
                _item(_("收信人"), "outgoing_mail", "teaching.recipient"),
            ],
        },
        {
            "title": _("练习"),
            "separator": True,
            "items": [
                {
                    "title": _("等老师看的"),
                    "icon": "person_raised_hand",
                    "link": reverse_lazy("practice:desk"),
                    "permission": lambda request: request.user.has_perm("practice.view_secondlook"),
                },
                _item(_("练习记录"), "forum", "practice.attempt"),
                _item(_("左右对照"), "compare", "practice.run"),
                _item(_("提交"), "assignment_turned_in", "practice.handin"),
                _item(_("评分"), "rule", "practice.evaluation"),
                _item(_("请老师再看"), "visibility", "practice.secondlook"),
                _item(_("评分表考试"), "fact_check", "practice.rubricexam"),
                _item(_("图片"), "image", "practice.artwork"),
                _item(_("只改一样"), "tune", "practice.variation"),
                _item(_("模型调用"), "cable", "practice.call"),
                _item(_("用量"), "receipt_long", "practice.charge"),
                _item(_("额度"), "speed", "practice.allowance"),
                _item(_("模型服务"), "hub", "practice.provider"),
            ],
        },
        {
            "title": _("人员"),
            "separator": True,
            "items": [
                _item(_("用户"), "person", "accounts.user"),
                _item(_("邀请"), "mail", "accounts.invitation"),
                _item(_("权限组"), "groups", "auth.group"),
            ],
        },
    ]


UNFOLD = {
    "SITE_TITLE": _("AIGC 学院管理"),
    "SITE_HEADER": _("AIGC 学院"),
    "SITE_SUBHEADER": _("管理后台"),
    "SITE_URL": "/",
    "SITE_ICON": site_icon,
    "SITE_FAVICONS": [{"rel": "icon", "href": site_icon, "type": "image/svg+xml"}],
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": True,
    "SHOW_BACK_BUTTON": True,
    "BORDER_RADIUS": "8px",
    "STYLES": [lambda request: static("css/admin.css")],
    "DASHBOARD_CALLBACK": "aigc_academy.dashboard.fill",
    "SIDEBAR": {"show_search": True, "show_all_applications": False, "navigation": navigation},
    # Azurite, the colour of links on the site.
    "COLORS": {
        "primary": {
            "50": "#f1f7fc",
            "100": "#e3eef8",
            "200": "#c5ddf1",
            "300": "#9cc5e8",
            "400": "#6aa5da",
            "500": "#3b84c4",
            "600": "#17599a",
            "700": "#154d85",
            "800": "#15416e",
            "900": "#15375b",
            "950": "#0e233d",
        },
    },
}
