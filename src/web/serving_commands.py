"""`entaku serve|worker|routes`: what needs the whole web application."""

import argparse
import asyncio
import json

from core.settings import Settings
from web import serving, worker
from web.command_line import tell
from web.route_list import Route, routes, routes_as_json


def add_serve(serve: argparse.ArgumentParser) -> None:
    """`entaku serve`."""
    serve.add_argument("--host", default="127.0.0.1", help="待ち受ける住所（既定 127.0.0.1）")
    serve.add_argument("--port", type=int, default=8000, help="待ち受ける番号（既定 8000）")
    serve.add_argument("--workers", type=int, default=1, help="画面に答えるプロセスの数（既定 1）")
    serve.add_argument("--tls-cert", help="証明書のファイル")
    serve.add_argument("--tls-key", help="証明書の鍵のファイル")
    serve.add_argument("--behind-proxy", action="store_true", help="暗号化する中継の後ろに置く")
    serve.set_defaults(run=_serve)


def add_worker(worker_command: argparse.ArgumentParser) -> None:
    """`entaku worker`."""
    worker_command.set_defaults(run=_worker)


def add_routes(pages: argparse.ArgumentParser) -> None:
    """`entaku routes`."""
    pages.add_argument("--json", action="store_true", help="JSONで出す")
    pages.set_defaults(run=_routes)


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    listening = serving.Serving(
        host=options.host,
        port=options.port,
        workers=max(1, options.workers),
        tls_cert=options.tls_cert,
        tls_key=options.tls_key,
        behind_proxy=options.behind_proxy,
    )
    serving.serve(settings, listening)
    return 0


def _worker(_options: argparse.Namespace, _settings: Settings) -> int:
    asyncio.run(worker.run_worker())
    return 0


def _routes(options: argparse.Namespace, _settings: Settings) -> int:
    if options.json:
        tell(json.dumps(routes_as_json(), ensure_ascii=False, indent=1))
    else:
        tell("\n".join(f"{'/'.join(route.methods):<10}{route.path:<60}{_word(route)}" for route in routes()))
    return 0


def _word(route: Route) -> str:
    return route.permission.value if route.permission else "-"
