from django.urls import path

from . import calendar_views, plan_views, review_views, views

app_name = "progress"
_LESSON = "courses/<slug:course>/<int:number>/<slug:slug>"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("plan/", plan_views.plan, name="plan"),
    path("plan/preview/", plan_views.preview, name="plan_preview"),
    path("plan/apply/", plan_views.apply, name="plan_apply"),
    path("plan/undo/", plan_views.undo, name="plan_undo"),
    path("plan/calendar/", calendar_views.change, name="calendar_change"),
    path("review/", review_views.review, name="review"),
    path("review/undo/", review_views.undo, name="review_undo"),
    path("review/<int:question>/", review_views.answer, name="review_answer"),
    path("calendar/<str:token>.ics", calendar_views.calendar, name="calendar"),
    path("courses/<slug:course>/enrol/", views.enrol, name="enrol"),
    path(f"{_LESSON}/done/", views.done, name="done"),
    path(f"{_LESSON}/reopen/", views.reopen, name="reopen"),
    path(f"{_LESSON}/quiz/<slug:key>/", views.answer, name="quiz"),
]
