"""Certificates and pictures. They are drawn on a sheet that is either a picture or a page of PDF."""
