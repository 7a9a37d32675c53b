"""What qpdf's own check, carried by pikepdf, finds wrong with the form of a PDF."""

import io

import pikepdf


def complaints(content):
    """Return what `qpdf --check` would print: structure, streams, page contents."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return pdf.check_pdf_syntax()
    except pikepdf.PdfError as error:
        return [str(error)]
