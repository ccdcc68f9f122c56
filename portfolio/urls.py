from django.urls import path

from . import entry_views, hand_in_views, public_views, views

app_name = "portfolio"
urlpatterns = [
    path("", views.projects, name="projects"),
    path("p/<slug:code>/", public_views.page, name="public"),
    path("p/<slug:code>/pictures/<int:artwork_id>/<slug:size>/", public_views.picture, name="public_picture"),
    path("entries/<slug:kind>/<int:entry_id>/", entry_views.entry, name="entry"),
    path("entries/<slug:kind>/<int:entry_id>/remove/", entry_views.remove, name="remove"),
    path("entries/<slug:kind>/<int:entry_id>/put-back/", entry_views.put_back, name="put_back"),
    path("<int:exercise_id>/", views.project, name="project"),
    path("<int:exercise_id>/begin/", views.begin, name="begin"),
    path("<int:exercise_id>/steps/<slug:milestone>/", views.step, name="step"),
    path("<int:exercise_id>/steps/<slug:milestone>/links/", entry_views.links, name="links"),
    path("<int:exercise_id>/steps/<slug:milestone>/picture/", entry_views.picture, name="picture"),
    path("<int:exercise_id>/readings/", entry_views.readings, name="readings"),
    path("<int:exercise_id>/spendings/", entry_views.spendings, name="spendings"),
    path("<int:exercise_id>/disclosure/", views.disclosure, name="disclosure"),
    path("<int:exercise_id>/hand-in/", hand_in_views.hand_in, name="hand_in"),
    path("<int:exercise_id>/public/", public_views.choose, name="choose"),
    path("<int:exercise_id>/public/withdraw/", public_views.withdraw, name="withdraw"),
]
