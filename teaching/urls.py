from django.urls import path

from . import letter_views, views

app_name = "teaching"

urlpatterns = [
    path("", views.roster, name="roster"),
    path("learners.csv", views.export, name="export"),
    path("learners/<int:enrollment_id>/", views.learner, name="learner"),
    path("funnel/", views.funnel, name="funnel"),
    path("letters/", letter_views.letters, name="letters"),
    path("letters/new/", letter_views.write, name="write"),
    path("letters/<int:letter_id>/", letter_views.letter, name="letter"),
    path("letters/<int:letter_id>/stop/", letter_views.stop, name="stop"),
]
