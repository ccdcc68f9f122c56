from django.urls import path

from . import views

app_name = "notes"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("export/", views.export, name="export"),
    path("lessons/<int:lesson_id>/", views.lesson_notes, name="lesson"),
    path("<int:note_id>/", views.note, name="note"),
    path("<int:note_id>/remove/", views.remove, name="remove"),
    path("<int:note_id>/restore/", views.restore, name="restore"),
]
