"""The small pieces every page draws with."""

from django import forms
from django.template import Context, Template
from django.test import RequestFactory


def draw(source, **context):
    return Template("{% load look %}" + source).render(Context(context))


class Letter(forms.Form):
    name = forms.CharField(label="称呼", help_text="只有你看得到")
    note = forms.CharField(label="备注", required=False, widget=forms.Textarea)
    agree = forms.BooleanField(label="同意")
    day = forms.ChoiceField(label="哪天", choices=[("1", "一"), ("2", "二")], widget=forms.RadioSelect)


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in draw("{% icon 'tick' %}")


def test_a_field_stands_with_its_label_and_help():
    html = draw("{% field form.name %}", form=Letter())
    assert 'for="id_name"' in html and 'id="id_name_helptext"' in html and 'class="in"' in html


def test_an_error_stands_beside_its_field_and_is_tied_to_it():
    html = draw("{% field form.name %}", form=Letter({"name": ""}))
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html and "id_name_error" in html.partition("aria-describedby=")[2]


def test_a_field_that_may_stay_empty_says_so():
    assert "可以不填" in draw("{% field form.note %}", form=Letter())
    assert "可以不填" not in draw("{% field form.name %}", form=Letter())


def test_a_tick_box_is_inside_its_label():
    assert '<label class="opt" for="id_agree">' in draw("{% field form.agree %}", form=Letter())


def test_choices_stand_under_one_legend():
    html = draw("{% field form.day %}", form=Letter())
    assert "<legend>哪天</legend>" in html and html.count('class="opt"') == 2


def test_typed_text_is_kept_and_escaped():
    assert "&lt;b&gt;" in draw("{% field form.name %}", form=Letter({"name": "<b>"}))


def test_navigation_marks_this_page_and_the_ones_above_it():
    def mark(path, address):
        return draw(f"{{% current '{address}' %}}", request=RequestFactory().get(path))

    assert mark("/plan/", "/plan/") == 'aria-current="page"'
    assert mark("/courses/aigc/1/", "/courses/") == 'aria-current="true"'
    assert mark("/today/", "/plan/") == ""
