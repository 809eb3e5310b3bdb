from django.urls import path

from articles import views

app_name = "articles"
urlpatterns = [
    path("guides/", views.guides, name="guides"),
    path("guides/<slug:slug>/", views.guide, name="guide"),
    path("guides/<slug:slug>.md", views.guide_as_markdown, name="guide_as_markdown"),
    path("pages/<slug:slug>/", views.plain, name="plain"),
    path("shared/<str:token>/", views.shared, name="shared"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("topics/<slug:slug>/feed/", views.topic_feed, name="topic_feed"),
    path("tags/<slug:slug>/feed/", views.tag_feed, name="tag_feed"),
    path("authors/<slug:slug>/feed/", views.author_feed, name="author_feed"),
    path("tags/<slug:slug>/", views.tag, name="tag"),
    path("authors/<slug:slug>/", views.author, name="author"),
]
