from django.urls import path

from . import views

app_name = "practice"
urlpatterns = [
    path("exercises/<int:exercise_id>/attempts/", views.attempts, name="attempts"),
    path("attempts/<int:attempt_id>/", views.attempt, name="attempt"),
    path("attempts/<int:attempt_id>/cancel/", views.cancel, name="cancel"),
    path("attempts/<int:attempt_id>/events", views.events, name="events"),
    path("exercises/<int:exercise_id>/hand-ins/", views.hand_ins, name="hand_ins"),
    path("exercises/<int:exercise_id>/changes/", views.changes, name="changes"),
    path("hand-ins/<int:hand_in_id>/", views.hand_in, name="hand_in"),
    path("history/", views.past, name="history"),
]
