from django.urls import path

from . import views

app_name = "courses"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("courses/<slug:course>/", views.course, name="course"),
    path("courses/<slug:course>/prologue/", views.prologue, name="prologue"),
    path("courses/<slug:course>/overview/", views.overview, name="overview"),
    path("courses/<slug:course>/glossary/", views.glossary, name="glossary"),
    path("courses/<slug:course>/<int:number>/", views.stage, name="stage"),
    path("courses/<slug:course>/<int:number>/<slug:slug>/", views.lesson, name="lesson"),
    path("courses/<slug:course>/<int:number>/<slug:slug>/<str:folder>/<str:name>", views.lesson_file, name="file"),
    path("offline/", views.offline, name="offline"),
    path("sw.js", views.service_worker, name="service_worker"),
]
