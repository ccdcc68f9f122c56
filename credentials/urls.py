from django.urls import path

from . import documents, issuing, open_badges, views

app_name = "credentials"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("check/", views.check, name="check"),
    path("awards/<int:award_id>/", issuing.issue, name="issue"),
    path("issuer.json", open_badges.issuer, name="issuer"),
    path("keys.json", open_badges.keys, name="keys"),
    path("keys/<str:thumbprint>.json", open_badges.key, name="key"),
    path("achievements/<slug:course>/<slug:rung>.json", open_badges.achievement, name="achievement"),
    path("<str:code>/", views.page, name="page"),
    path("<str:code>/withdraw/", issuing.withdraw, name="withdraw"),
    path("<str:code>/status.json", open_badges.status, name="status"),
    path("<str:code>/badge.jwt", open_badges.badge, name="badge"),
    path("<str:code>/certificate.pdf", documents.pdf, name="pdf"),
    path("<str:code>/certificate.png", documents.png, name="png"),
    path("<str:code>/share.png", documents.wide, name="wide"),
    path("<str:code>/poster.png", documents.tall, name="tall"),
]
