from django.urls import path

from . import views
from .comparison import run_views
from .desk import desk_views
from .images import artwork_views
from .one_variable import variation_views
from .providers import own_key_views

app_name = "practice"
urlpatterns = [
    path("exercises/<int:exercise_id>/attempts/", views.attempts, name="attempts"),
    path("attempts/<int:attempt_id>/", views.attempt, name="attempt"),
    path("attempts/<int:attempt_id>/cancel/", views.cancel, name="cancel"),
    path("attempts/<int:attempt_id>/events", views.events, name="events"),
    path("exercises/<int:exercise_id>/hand-ins/", views.hand_ins, name="hand_ins"),
    path("exercises/<int:exercise_id>/changes/", views.changes, name="changes"),
    path("exercises/<int:exercise_id>/runs/", run_views.runs, name="runs"),
    path("runs/<uuid:group>/", run_views.run, name="run"),
    path("runs/<uuid:group>/vote/", run_views.vote, name="vote"),
    path("runs/<uuid:group>/reveal/", run_views.reveal, name="reveal"),
    path("attempts/<int:attempt_id>/again/", run_views.again, name="again"),
    path("hand-ins/<int:hand_in_id>/", views.hand_in, name="hand_in"),
    path("exercises/<int:exercise_id>/artworks/", artwork_views.artworks, name="artworks"),
    path("exercises/<int:exercise_id>/artworks/<int:artwork_id>/remove/", artwork_views.remove, name="remove_artwork"),
    path("exercises/<int:exercise_id>/contact-sheet/", artwork_views.contact_sheet, name="contact_sheet"),
    path("artworks/<int:artwork_id>/<str:size>/", artwork_views.artwork, name="artwork"),
    path("hand-ins/<int:hand_in_id>/second-look/", desk_views.ask, name="second_look"),
    path("hand-ins/<int:hand_in_id>/second-look/withdraw/", desk_views.withdraw, name="withdraw"),
    path("desk/", desk_views.desk, name="desk"),
    path("desk/<int:hand_in_id>/", desk_views.work, name="work"),
    path("desk/<int:hand_in_id>/take/", desk_views.take, name="take"),
    path("exercises/<int:exercise_id>/variations/", variation_views.variations, name="variations"),
    path("variations/<int:variation_id>/", variation_views.variation, name="variation"),
    path("variations/<int:variation_id>/again/", variation_views.again, name="variation_again"),
    path("variations/<int:variation_id>/result/", variation_views.result, name="variation_result"),
    path("variations/<int:variation_id>/outcome/", variation_views.outcome, name="variation_outcome"),
    path("own-key/", own_key_views.own_key, name="own_key"),
    path("own-key/switch/", own_key_views.switch, name="own_key_switch"),
    path("own-key/test/", own_key_views.test, name="own_key_test"),
    path("own-key/delete/", own_key_views.delete, name="own_key_delete"),
    path("history/", views.past, name="history"),
]
