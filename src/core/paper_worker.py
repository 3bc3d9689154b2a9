"""The child process that turns HTML into PDF: an order on standard input, the PDF on standard output.

Started by `core.paper` with `python -I`: it imports nothing of Entaku, sees no secret and may be killed at any time.
"""

import gc
import json
import logging
import resource
import sys

import weasyprint

MEBIBYTE = 1024 * 1024
FONT_FILE_MIB = 16  # WeasyPrint hands a font of the document to fontconfig as a temporary file; nothing else is written
FAILED = 3


def limit(memory_mib: int, cpu_seconds: int) -> None:
    """Takes the process's own means away: memory and time beyond the order's measure, large files."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_mib * MEBIBYTE, memory_mib * MEBIBYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FONT_FILE_MIB * MEBIBYTE, FONT_FILE_MIB * MEBIBYTE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def print_pdf(html: str, stylesheets: list[str]) -> bytes:
    """HTML and stylesheets → tagged PDF; nothing is fetched but data: addresses."""
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
    fonts = weasyprint.text.fonts.FontConfiguration()
    sheets = [weasyprint.CSS(string=text, url_fetcher=fetcher, font_config=fonts) for text in stylesheets]
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    pdf: bytes = document.write_pdf(stylesheets=sheets, font_config=fonts, pdf_tags=True)
    return pdf


def main() -> int:
    """One order, one paper; says no more than the kind of a failure, since messages may hold names."""
    logging.disable(logging.CRITICAL)
    gc.set_threshold(100_000, 50, 100)
    order = json.load(sys.stdin.buffer)
    limit(order["memory_mib"], order["cpu_seconds"])
    try:
        pdf = print_pdf(order["html"], order["stylesheets"])
    except BaseException as failure:  # noqa: BLE001 - FatalURLFetchingError is a BaseException; the parent reads the kind
        sys.stderr.write(type(failure).__name__)
        return FAILED
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
