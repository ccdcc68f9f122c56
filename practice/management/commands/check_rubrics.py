import asyncio
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from courses.management.tables import needing_tables
from practice import llm
from practice.exams import register, standings
from practice.exams.exam_rule import Standing
from practice.exams.hall import Candidate, Hall, Sat
from practice.money.prices import price_of

FAILED, TROUBLE, STOPPED = 1, 2, 130  # exit codes
REPLY = 150  # tokens of a judge's answer for each criterion, estimated
ENOUGH_TROUBLE = 3  # rubrics in a row that could not be asked
WORDS = {
    Standing.PASSED: "通过",
    Standing.FAILED: "没有通过",
    Standing.STALE: "过期（换了评分模型，或者改了字）",
    Standing.NEVER: "没有考过",
}


class Command(BaseCommand):
    help = "Try the rubrics with the judge of this site: the authors' examples, and attempts to talk it round."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--lesson", default="", metavar="s1-012", help="only the tasks of this lesson")
        parser.add_argument("--stage", type=int, default=0, metavar="N", help="only the tasks of this stage")
        parser.add_argument("--changed", action="store_true", help="only those without a valid exam")
        parser.add_argument("--list", action="store_true", help="say how each stands and ask nobody")
        parser.add_argument("--dry-run", action="store_true", help="say what it would cost and ask nobody")
        parser.add_argument("--at-once", type=int, default=4, metavar="N", help="questions at the same time (4)")

    def handle(self, *args: Any, **options: Any) -> None:
        with needing_tables():
            chosen = list(register.candidates(lesson=options["lesson"], stage=options["stage"]))
            source = next(iter(llm.sources()), None)
        if not chosen:
            self._end("没有这样的任务：只有公开的课里由模型评分的任务才考。", TROUBLE)
        if source is None:
            self._end("这个网站还没有接上模型，没有可以考的评分模型。", TROUBLE)
        found = {each.exercise.pk: self._standing(each) for each in chosen}
        if options["list"]:
            self._list(chosen, found)
            return
        if options["changed"]:
            valid = {Standing.PASSED, Standing.FAILED}
            chosen = [each for each in chosen if found[each.exercise.pk] not in valid]
        self._estimate(chosen, source.model_for("judge"))
        if chosen and not options["dry_run"]:
            self._hold(chosen, source, at_once=max(1, options["at_once"]))

    def _standing(self, candidate: Candidate) -> Standing:
        return standings.standing_of(candidate.exercise, candidate.assignment, judge=standings.judge_now())

    def _list(self, chosen: Iterable[Candidate], found: dict[int, Standing]) -> None:
        self.stdout.write(f"评分模型：{standings.judge_now()}")
        for each in chosen:
            self.stdout.write(f"{each.exercise}  {WORDS[found[each.exercise.pk]]}")

    def _estimate(self, chosen: list[Candidate], model: str) -> None:
        papers = sum(len(each.papers) for each in chosen)
        asked = sum(each.asked for each in chosen)
        said = sum(len(each.papers) * len(each.assignment.rubric) * REPLY for each in chosen)
        words = f"{len(chosen)} 张评分表，要问 {papers} 次，大约 {asked + said:,} token"
        if price := price_of(model):
            words += f"，约 {price.of(input=asked, output=said):.2f} {price.currency}"
        self.stdout.write(f"评分模型：{standings.judge_now()}\n{words}。用量算在全站这个月里。")

    def _hold(self, chosen: list[Candidate], source: llm.Source, *, at_once: int) -> None:
        judge = standings.judge_now()
        kept: list[Sat] = []
        troubles: list[Sat] = []
        with asyncio.Runner() as runner:
            hall = runner.run(_opened(chosen, source, at_once))
            try:
                for number in range(1, len(chosen) + 1):
                    sat = runner.run(hall.next())
                    (troubles if sat.trouble else kept).append(sat)
                    if not sat.trouble:
                        register.keep(sat, judge=judge, at=timezone.now())
                    self._tell(sat, f"{number}/{len(chosen)}")
                    if len(troubles) >= ENOUGH_TROUBLE and not kept:
                        break
            except KeyboardInterrupt:
                self.stdout.write(f"停下了。考完的 {len(kept)} 张已经记下。")
                sys.exit(STOPPED)
            finally:
                hall.stop()
                for sat in hall.begun:
                    register.spend(sat)
        failed = [sat for sat in kept if not sat.is_passed]
        self.stdout.write(
            f"通过 {len(kept) - len(failed)}，没有通过 {len(failed)}，没有考成 {len(chosen) - len(kept)}。"
        )
        if failed:
            self._end("没有通过的评分表不给任何人评分：交上来的由学习者对照评分表自己评。", FAILED)
        if len(kept) < len(chosen):
            self._end("没有考成的什么也没有记：是模型服务那边的问题，不算没有通过。", TROUBLE)

    def _tell(self, sat: Sat, place: str) -> None:
        if sat.trouble:
            self.stdout.write(f"{place} {sat.candidate.exercise}  没有考成：{sat.trouble}")
            return
        self.stdout.write(f"{place} {sat.candidate.exercise}  {'通过' if sat.is_passed else '没有通过'}")
        for finding in sat.findings:
            total = "" if finding["total"] is None else f"（得了 {finding['total']} 分）"
            self.stdout.write(f"    {finding['name']}{total}：{finding['why']}")

    def _end(self, words: str, code: int) -> NoReturn:
        self.stderr.write(words)
        sys.exit(code)


async def _opened(chosen: list[Candidate], source: llm.Source, at_once: int) -> Hall:
    return Hall(chosen, source=source, at_once=at_once)
