from django.urls import path

from . import changes_views, views

app_name = "notes"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("export/", views.export, name="export"),
    path("lessons/<int:lesson_id>/", views.lesson_notes, name="lesson"),
    path("<int:note_id>/", views.note, name="note"),
    path("<int:note_id>/remove/", views.remove, name="remove"),
    path("<int:note_id>/restore/", views.restore, name="restore"),
    path("changes/<int:lesson_id>/", changes_views.changes, name="changes"),
    path("changes/<int:lesson_id>/seen/", changes_views.seen, name="seen"),
]
