"""The XMP packet we put into a picture: the label, and nothing else."""

from xml.sax.saxutils import escape

from .label import NAMESPACE, Label

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:TC260="{namespace}" \
xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">\
<TC260:AIGC>{label}</TC260:AIGC>{source}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
_SOURCE = "<Iptc4xmpExt:DigitalSourceType>{source}</Iptc4xmpExt:DigitalSourceType>"


def packet(label: Label) -> bytes:
    source = _SOURCE.format(source=escape(label.source)) if label.source else ""
    return _PACKET.format(namespace=NAMESPACE, label=escape(label.text), source=source).encode()
