"""What there is to learn. Files and admin both write here, through services only.

A document (a file's canonical text) is the truth; the other columns are its projection,
kept so that pages can ask the database. `Course.loaded` and `Lesson.loaded_text` remember what
the files said when they were last loaded: the base of every three-way merge.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Course(models.Model):
    slug = models.SlugField(_("网址名"), unique=True)
    title = models.CharField(_("名称"), max_length=120)
    language = models.CharField(_("语言"), max_length=10)
    summary = models.CharField(_("简介"), max_length=300)
    body = models.TextField(_("序章"))
    html = models.TextField(editable=False)
    # What its files said when they were last loaded: the base of the merge of everything but lessons.
    loaded = models.JSONField(editable=False, default=dict)
    # Another one after every change that a page could show: see `courses.editions`.
    edition = models.UUIDField(editable=False, default=uuid.uuid4)

    class Meta:
        verbose_name = _("课程")
        verbose_name_plural = _("课程")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:course", args=[self.slug])


class Stage(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField(_("第几段"))
    title = models.CharField(_("名称"), max_length=120)
    days = models.PositiveSmallIntegerField(_("天数"))
    has_floor = models.BooleanField(_("天数只是下限"), default=False)
    goal = models.CharField(_("学完能做什么"), max_length=300)
    body = models.TextField(_("介绍"), blank=True)
    html = models.TextField(editable=False)

    class Meta:
        verbose_name = _("阶段")
        verbose_name_plural = _("阶段")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["course", "number"], name="one_stage_for_each_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("courses:stage", args=[self.course.slug, self.number])


class LessonQuerySet(models.QuerySet["Lesson"]):
    def open(self) -> "LessonQuerySet":
        """What a learner may read: ready or outdated, not withdrawn."""
        return self.filter(status__in=Lesson.OPEN, withdrawn_at=None)

    def listed(self) -> "LessonQuerySet":
        """What the map shows: open lessons and those still being written."""
        return self.filter(withdrawn_at=None)

    def in_order(self) -> "LessonQuerySet":
        return self.order_by("stage__number", "order")


class Lesson(models.Model):
    class Kind(models.TextChoices):
        CONCEPT = "concept", _("概念")
        SCENARIO = "scenario", _("场景")
        ROLE_PLAY = "role-play", _("角色扮演")
        EXERCISE = "exercise", _("练习")
        TOOL = "tool", _("工具")
        PROJECT = "project", _("项目")

    class Status(models.TextChoices):
        DRAFT = "draft", _("编写中")
        READY = "ready", _("可学")
        OUTDATED = "outdated", _("待更新")

    class Sensitivity(models.TextChoices):
        NONE = "none", _("无")
        CARE = "care", _("留意")
        HIGH = "high", _("敏感")

    OPEN = (Status.READY, Status.OUTDATED)

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="lessons")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="lessons", verbose_name=_("阶段"))
    # The stable id of the file (s1-012). Matched by this, never by title, slug or position,
    # so a learner's history survives a lesson being renamed or moved.
    key = models.CharField(_("编号"), max_length=10)
    slug = models.SlugField(_("网址名"), max_length=80)
    title = models.CharField(_("标题"), max_length=120)
    order = models.PositiveSmallIntegerField(_("阶段内次序"))
    day = models.PositiveSmallIntegerField(_("阶段内第几天"))
    minutes = models.PositiveSmallIntegerField(_("分钟"), default=0)
    kind = models.CharField(_("类型"), max_length=10, choices=Kind)
    status = models.CharField(_("状态"), max_length=10, choices=Status)
    sensitivity = models.CharField(_("敏感程度"), max_length=10, choices=Sensitivity, default=Sensitivity.NONE)
    summary = models.CharField(_("一句话"), max_length=200)
    withdrawn_at = models.DateTimeField(_("撤下时间"), null=True, blank=True)
    # The parsed document, as JSON, and its body as HTML cut at the slots for tasks and quiz:
    # [{"html": "…"}, {"practice": "p1"}, {"quiz": true}, …]
    document = models.JSONField(editable=False)
    parts = models.JSONField(editable=False, default=list)
    headings = models.JSONField(editable=False, default=list)
    published = models.OneToOneField(
        "LessonRevision", on_delete=models.PROTECT, null=True, related_name="published_as", editable=False
    )
    loaded_text = models.TextField(editable=False, blank=True)

    objects: ClassVar = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("课")
        verbose_name_plural = _("课")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "key"], name="one_lesson_for_each_id"),
            models.UniqueConstraint(fields=["course", "slug"], name="one_lesson_for_each_slug"),
        ]
        indexes: ClassVar = [models.Index(fields=["stage", "order"], name="lessons_in_order")]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("courses:lesson", args=[self.course.slug, self.stage.number, self.slug])

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN and self.withdrawn_at is None


class LessonRevision(models.Model):
    """One published text of a lesson. Attempts, answers and completions point at the one they saw."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(_("全文"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    why = models.CharField(_("缘由"), max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    # Of what it says to a reader (`courses.wording`): the same for two revisions that differ in trifles only.
    wording = models.CharField(max_length=16, editable=False, default="")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lesson", "number"], name="one_revision_for_each_number")
        ]

    def __str__(self) -> str:
        return f"{self.lesson.key} #{self.number}"


class LessonConflict(models.Model):
    """The file and the site both changed the same place; an instructor chooses."""

    lesson = models.OneToOneField(Lesson, on_delete=models.CASCADE, related_name="conflict")
    base_text = models.TextField()
    file_text = models.TextField()
    places = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("冲突")
        verbose_name_plural = _("冲突")

    def __str__(self) -> str:
        return self.lesson.key


class OldSlug(models.Model):
    """Where a lesson used to live; a visit is sent on."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE)
    slug = models.SlugField(max_length=80)
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["course", "slug"], name="one_home_for_each_old_slug")]

    def __str__(self) -> str:
        return self.slug


class LessonFile(models.Model):
    """A figure or a script that belongs to a lesson, by its path below the stage folder."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=200)  # figures/<slug>/name.svg or code/<slug>/name.py
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["lesson", "path"], name="one_file_for_each_path")]

    def __str__(self) -> str:
        return self.path


class Exercise(models.Model):
    """A practice task. Its words are read from the revision; a row, because attempts point at it."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="exercises")
    key = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=10)
    is_optional = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("练习")
        verbose_name_plural = _("练习")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["lesson", "key"], name="one_exercise_for_each_key")]

    def __str__(self) -> str:
        return f"{self.lesson.key} {self.key}"


class Question(models.Model):
    """A quiz question. Its words are read from the revision; a row, because answers point at it."""

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="questions")
    key = models.CharField(max_length=10)
    position = models.PositiveSmallIntegerField()
    is_for_review = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("小测题")
        verbose_name_plural = _("小测题")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["lesson", "key"], name="one_question_for_each_key")]

    def __str__(self) -> str:
        return f"{self.lesson.key} {self.key}"


class Tool(models.Model):
    """A product that lessons name by its key. One row drives the notice on every such lesson."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("可用")
        LIMITED = "limited", _("有限制")
        CHANGED = "changed", _("已改名或换入口")
        CLOSED = "closed", _("已停止")
        UNKNOWN = "unknown", _("现状未能核实")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="tools")
    key = models.SlugField(_("编号"))
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("名称"), max_length=80)
    maker = models.CharField(_("出品方"), max_length=80, blank=True)
    status = models.CharField(_("现状"), max_length=10, choices=Status)
    checked = models.DateField(_("核对日期"))
    replacement = models.SlugField(_("替代"), blank=True)
    source = models.CharField(_("来源"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("工具")
        verbose_name_plural = _("工具")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["course", "key"], name="one_tool_for_each_id")]

    def __str__(self) -> str:
        return self.name


class Hotline(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="hotlines")
    number = models.CharField(_("号码"), max_length=20)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("名称"), max_length=80)
    purpose = models.CharField(_("什么时候打"), max_length=200)
    source = models.CharField(_("来源"), max_length=300)
    checked = models.DateField(_("核对日期"))
    verified = models.BooleanField(_("有官方来源"), default=False)

    class Meta:
        verbose_name = _("热线")
        verbose_name_plural = _("热线")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "number"], name="one_hotline_for_each_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Term(models.Model):
    """A word of the glossary."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="terms")
    slug = models.SlugField(_("编号"))
    position = models.PositiveSmallIntegerField(default=0)
    word = models.CharField(_("词"), max_length=60)
    body = models.TextField(_("解释"))
    html = models.TextField(editable=False)

    class Meta:
        verbose_name = _("词条")
        verbose_name_plural = _("词条")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["course", "slug"], name="one_term_for_each_slug")]

    def __str__(self) -> str:
        return self.word
