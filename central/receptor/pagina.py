"""The application's files: what may be run of them is said in each answer, and nothing of anybody else's."""

import re
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

POLITICA = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:;"
    " font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
ENCABEZADOS = {
    "Content-Security-Policy": POLITICA,
    "Permissions-Policy": "camera=(self), geolocation=(self), screen-wake-lock=(self), microphone=()",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TIPOS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
}
FIJO = re.compile(r".+\.[0-9a-f]{8,}\.[a-z0-9]+")  # its name says its content
PARTE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
INDICE = "index.html"


class PaginaDelCae:
    """The folder of the application; each file is read when it is asked for, so that a new one needs no restart."""

    def __init__(self, raiz: Path) -> None:
        self.raiz = raiz

    async def __call__(self, request: Request) -> Response:
        nombre = request.path_params["nombre"] or INDICE
        ruta = self.raiz / nombre
        tipo = TIPOS.get(ruta.suffix)
        if tipo is None or not all(map(PARTE.fullmatch, nombre.split("/"))) or not ruta.is_file():
            return Response("No está.", 404, ENCABEZADOS, "text/plain; charset=utf-8")
        contenido = ruta.read_bytes()
        etag = f'"{sha256(contenido).hexdigest()[:32]}"'
        guardar = "public, max-age=31536000, immutable" if FIJO.fullmatch(ruta.name) else "no-cache"
        encabezados = {**ENCABEZADOS, "ETag": etag, "Cache-Control": guardar}
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers=encabezados)
        return Response(contenido, 200, encabezados, tipo)
