"""What strangers send: taken for what it decodes to, or refused in words."""

import io
import resource
import struct
import time
import zlib

import pytest
from PIL import ExifTags, Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from practice import pictures
from practice.pictures import decoding
from practice.pictures.decoding import Unfit, decode
from tests.practice.pictures import drawn

SECOND = 1.0
LAB = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def png_header(width: int, height: int, *, body: bytes = b"") -> bytes:
    """A PNG that says it is so large, and has next to nothing behind it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


class TestFormats:
    @pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP"])
    def test_three_are_taken(self, file_format):
        assert decode(drawn.picture(file_format)).format == file_format

    @pytest.mark.parametrize("file_format", ["GIF", "BMP", "TIFF", "ICO", "PPM", "TGA", "PDF", "AVIF"])
    def test_whatever_else_pillow_can_read_is_not(self, file_format):
        with pytest.raises(Unfit):
            decode(drawn.picture(file_format))

    @pytest.mark.parametrize(
        "data, word",
        [
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
            (b"<?xml version='1.0'?><svg/>", "SVG"),
            (b"<!doctype html><script>alert(1)</script>", "另存"),
            (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
            (b"GIF89a\1\0\1\0", "GIF"),
            (b"%PDF-1.7", "文档"),
            (b"PK\3\4", "压缩包"),
            (b"", "另存"),
            (b"\x89PNG\r\n\x1a\n", "另存"),
            (b"RIFF\0\0\0\0WEBP", "另存"),
            (b"\xff\xd8\xff\xe0", "另存"),
        ],
    )
    def test_a_refusal_says_what_it_is_and_what_to_do(self, data, word):
        with pytest.raises(Unfit) as refusal:
            decode(data)
        assert word in str(refusal.value.words)

    def test_moving_pictures_are_refused_not_cut(self):
        frames = [drawn.image(), drawn.image().rotate(90).resize(drawn.SIZE)]
        for file_format in ("PNG", "WEBP"):
            moving = drawn.packed(frames[0], file_format, save_all=True, append_images=frames[1:])
            with pytest.raises(Unfit, match="会动"):
                decode(moving)

    def test_of_a_phones_double_picture_the_first_is_taken(self):
        second = drawn.image().rotate(180)
        double = drawn.packed(drawn.image(), "MPO", save_all=True, append_images=[second])
        assert Image.open(io.BytesIO(double)).format == "MPO"
        taken = decode(double)
        assert taken.format == "JPEG" and taken.image.getpixel((0, 0)) < taken.image.getpixel((319, 0))


class TestBrokenOnes:
    @pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP"])
    @pytest.mark.parametrize("share", [0.2, 0.5, 0.95])
    def test_cut_off_is_refused(self, file_format, share):
        whole = drawn.packed(Image.effect_noise(drawn.SIZE, 90), file_format)
        with pytest.raises(Unfit):
            decode(whole[: int(len(whole) * share)])

    def test_flipped_bytes_are_refused_or_decoded_never_more(self):
        whole = drawn.packed(Image.effect_noise((80, 80), 90), "PNG", exif=_exif())
        for place in range(8, len(whole), 97):
            broken = bytearray(whole)
            broken[place] ^= 0xFF
            try:
                taken = decode(bytes(broken))
            except Unfit:
                continue
            assert taken.image.size == (80, 80)

    def test_pixels_that_are_missing_are_refused(self):
        with pytest.raises(Unfit):
            decode(png_header(200, 200, body=zlib.compress(b"\0" * 10)))


class TestBombs:
    @pytest.mark.parametrize("size", [(60_000, 60_000), (20_000, 100), (6_000, 6_000), (1, 2**31 - 1)])
    def test_what_says_it_is_huge_costs_neither_memory_nor_time(self, size):
        """Were it unpacked, the third of these would take 108 MB."""
        bomb = png_header(*size, body=zlib.compress(b"\0" * 1_000_000))
        before, at = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
        with pytest.raises(Unfit, match="像素"):
            decode(bomb)
        assert time.monotonic() - at < SECOND
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000  # kB

    def test_a_huge_webp_is_refused_by_its_header(self):
        data = drawn.picture("WEBP", lossless=True)
        # VP8L: 14 bits each for width and height, less one.
        place = data.index(b"VP8L") + 9
        huge = data[:place] + struct.pack("<I", 16_382 | 16_382 << 14) + data[place + 4 :]
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(Unfit):
            decode(huge)
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000

    def test_text_that_unpacks_without_end_is_refused(self):
        told = PngInfo()
        told.add_text("Comment", "A" * 20_000_000, zip=True)
        at = time.monotonic()
        with pytest.raises(Unfit):
            decode(drawn.picture(pnginfo=told))
        assert time.monotonic() - at < SECOND

    def test_a_small_picture_stays_a_small_file(self):
        """Pixels that say nothing pack well; nothing else of the sender's goes along."""
        padded = drawn.picture(size=(64, 64)) + b"\0" * 5_000_000
        assert len(pictures.take_in(padded).data) < 5_000

    def test_too_small_is_refused(self):
        with pytest.raises(Unfit, match="太小"):
            decode(drawn.picture(size=(63, 500)))


class TestSides:
    @pytest.mark.parametrize("turn", range(1, 9))
    def test_a_turned_photo_stands_upright(self, turn):
        """Whatever the camera's hand, the dark side is where it was."""
        upright = drawn.image((200, 100))
        undo = {
            2: Image.Transpose.FLIP_LEFT_RIGHT,
            3: Image.Transpose.ROTATE_180,
            4: Image.Transpose.FLIP_TOP_BOTTOM,
            5: Image.Transpose.TRANSPOSE,
            6: Image.Transpose.ROTATE_90,
            7: Image.Transpose.TRANSVERSE,
            8: Image.Transpose.ROTATE_270,
        }
        stored = upright.transpose(undo[turn]) if turn in undo else upright
        exif = Image.Exif()
        exif[ExifTags.Base.Orientation] = turn
        taken = decode(drawn.packed(stored, "JPEG", exif=exif, quality=95)).image.convert("L")
        assert taken.size == (200, 100)
        assert abs(taken.getpixel((5, 50)) - upright.convert("L").getpixel((5, 50))) < 8
        assert abs(taken.getpixel((195, 50)) - upright.convert("L").getpixel((195, 50))) < 8


class TestColours:
    @pytest.mark.parametrize("mode, taken", [("1", "L"), ("L", "L"), ("LA", "RGBA"), ("P", "RGB"), ("RGBA", "RGBA")])
    def test_every_kind_of_png_becomes_one_of_three(self, mode, taken):
        assert decode(drawn.picture(mode=mode)).image.mode == taken

    def test_sixteen_bits_are_scaled_not_cut(self):
        grey = Image.new("I;16", (100, 100), 32_896)
        taken = decode(drawn.packed(grey)).image
        assert taken.mode == "L" and abs(taken.getpixel((50, 50)) - 128) <= 1

    def test_a_transparent_palette_stays_transparent(self):
        clear = Image.new("P", (80, 80), 0)
        clear.putpalette([255, 0, 0, 0, 255, 0])
        taken = decode(drawn.packed(clear, transparency=0)).image
        assert taken.mode == "RGBA" and taken.getpixel((5, 5))[3] == 0

    def test_printers_colours_become_those_of_a_screen(self):
        taken = decode(drawn.packed(Image.new("CMYK", (80, 80), (0, 255, 255, 0)), "JPEG")).image
        red, green, blue = taken.getpixel((40, 40))
        assert taken.mode == "RGB" and red > 200 and green < 60 and blue < 60

    def test_a_profile_is_followed_then_left_out(self):
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        swapped = srgb.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
        red = drawn.packed(Image.new("RGB", (80, 80), (200, 30, 30)), icc_profile=swapped)
        shown, _green, blue = decode(red).image.getpixel((5, 5))
        assert blue > 150 > 100 > shown
        assert "icc_profile" not in drawn.opened(pictures.take_in(red).data).info

    @pytest.mark.parametrize("profile", [b"", b"nonsense", b"\0" * 200, b"\xff" * 5000, LAB])
    def test_a_profile_that_does_not_fit_is_passed_over(self, profile):
        assert decode(drawn.picture("JPEG", icc_profile=profile)).image.size == drawn.SIZE


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "相机"
    return exif


def test_the_limits_leave_room_for_what_tools_and_cameras_make():
    for width, height in ((4096, 4096), (6000, 4000), (1080, 12_000)):
        decoding._refuse_sizes(width, height)
