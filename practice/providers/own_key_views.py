"""The page of a learner's own key: put in, try, switch, delete. The key itself is never shown."""

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from progress.responses import signed_in

from .own_key import OwnKey, offered
from .own_key_form import OwnKeyForm
from .trial import try_out

BETWEEN_TRIALS = 10  # seconds: a trial holds up a process of this server


@signed_in
@sensitive_post_parameters("new_key")
@sensitive_variables("form")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own_key(request: HttpRequest) -> HttpResponse:
    mine = OwnKey.objects.filter(user=request.user).first()  # type: ignore[misc]
    form = OwnKeyForm(request.POST or None, instance=mine or OwnKey(user=request.user))  # type: ignore[misc]
    if request.method == "POST" and form.is_valid():
        kept = form.save()
        OwnKey.objects.filter(pk=kept.pk).update(is_on=_works(request, kept))
        return redirect("practice:own_key")
    # A form that was refused has changed the row it was bound to, in memory.
    mine = OwnKey.objects.filter(user=request.user).first()  # type: ignore[misc]
    context = {"form": form, "mine": mine, "services": offered().values()}
    return render(request, "practice/own_key.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    mine = get_object_or_404(OwnKey, user=request.user)
    mine.is_on = request.POST.get("on") == "1"
    mine.save(update_fields=["is_on", "changed_at"])
    messages.success(request, _("启用了。") if mine.is_on else _("停用了。密钥还留着，随时可以再启用。"))
    return redirect("practice:own_key")


@signed_in
@require_POST
def test(request: HttpRequest) -> HttpResponse:
    _works(request, get_object_or_404(OwnKey, user=request.user))
    return redirect("practice:own_key")


@signed_in
@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """Harmless twice."""
    OwnKey.objects.filter(user=request.user).delete()  # type: ignore[misc]
    messages.success(request, _("密钥删掉了。别忘了在服务方那里也把它作废。"))
    return redirect("practice:own_key")


def _works(request: HttpRequest, mine: OwnKey) -> bool:
    """Ask for one word, and say what came of it."""
    source = mine.as_source()
    if source is None:
        messages.error(request, _("这一家现在不提供了，换一家。"))
        return False
    if not cache.add(f"own-key-trial:{mine.user_id}", 1, BETWEEN_TRIALS):
        messages.error(request, _("刚刚才测过，过十秒再测。密钥已经保存。"))
        return False
    if source.key is None:
        messages.error(request, _("保存的密钥打不开了，请重新填一次。"))
        return False
    findings = try_out(source)
    for finding in findings:
        said = {"model": finding.model, "words": finding.words}
        if finding.code:
            messages.error(request, _("模型 %(model)s：%(words)s") % said)
        else:
            messages.success(request, _("模型 %(model)s：连上了，它回答了。") % said)
    return not any(finding.code for finding in findings)
