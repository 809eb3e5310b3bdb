"""Pictures on a one-machine install: served from the disk by the site itself."""

import re
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

# Only what the picture pipeline names; see lib/images. No dots but the last, so no way upwards.
NAME = re.compile(r"pictures/[0-9a-z][0-9a-z_-]*\.(avif|webp|jpg|png)")
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}
HEADERS = {
    # A name is used for one picture once.
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    # Feed readers and link previews show pictures on pages of their own.
    "Cross-Origin-Resource-Policy": "cross-origin",
}


class GzipMiddleware(GZipMiddleware):
    """Compresses text. Pictures are compressed already; once more costs time and their length."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.headers.get("Content-Type", "") in TYPES.values():
            return response
        return super().process_response(request, response)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    known = NAME.fullmatch(name)
    if not known:
        raise Http404
    etag = f'"{PurePosixPath(name).stem}"'
    try:
        changed_at = int(default_storage.get_modified_time(name).timestamp())
        response = get_conditional_response(request, etag=etag, last_modified=changed_at)
        response = response or FileResponse(
            default_storage.open(name), content_type=TYPES[known[1]]
        )
    except FileNotFoundError as error:
        raise Http404 from error
    for header, value in HEADERS.items():
        response[header] = value
    response["ETag"], response["Last-Modified"] = etag, http_date(changed_at)
    return response


def routes() -> list[URLPattern]:
    """None where a storage service or another host hands the pictures out."""
    if not isinstance(default_storage, FileSystemStorage) or not settings.MEDIA_URL.startswith("/"):
        return []
    return [path(f"{settings.MEDIA_URL.lstrip('/')}<path:name>", picture, name="media")]
