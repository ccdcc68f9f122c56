import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from practice import services
from practice.images import artworks
from practice.models import Artwork, Attempt, Call, Variation
from practice.one_variable import variations
from tests.practice.image_scene import STOVE
from tests.practice.pictures import drawn

from .conftest import DUSK, SETTINGS, end


class TestDrawnHere:
    def test_the_changed_prompt_is_sent_and_the_prediction_kept(self, vary, baseline, bells):
        made = vary()
        assert (made.prediction, made.vary, made.before_attempt) == ("光会变暖，水壶不变", "光线", baseline)
        assert (made.attempt.text, made.attempt.settings, made.attempt.call.kind) == (DUSK, SETTINGS, "image")

    def test_the_settings_of_the_first_picture_stay_unless_others_are_named(self, vary):
        made = vary(text=STOVE, settings={"size": "1536x1024"})
        assert made.settings == {"size": "1536x1024", "count": 1}

    @pytest.mark.parametrize(
        ("wish", "field", "words"),
        [
            ({"text": STOVE}, "text", "和原来一样"),
            ({"text": f"{STOVE}。"}, "text", "和原来一样"),
            (
                {"text": DUSK.replace("水彩", "油画")},
                "text",
                "改了 2 处：「清晨」改成「傍晚」；「水彩」改成「油画」",
            ),
            ({"settings": {"size": "1536x1024"}}, "text", "尺寸从 1024x1024 改成 1536x1024"),
            ({"prediction": "  "}, "prediction", "先写下你猜会怎样"),
            ({"prediction": "猜" * 1001}, "prediction", "最多 1000"),
        ],
    )
    def test_anything_but_one_change_is_refused_in_words_and_nothing_is_sent(self, vary, baseline, wish, field, words):
        with pytest.raises(ValidationError) as refusal:
            vary(**wish)
        assert words in refusal.value.message_dict[field][0]
        assert (Attempt.objects.count(), Variation.objects.count()) == (1, 0)

    def test_a_size_the_model_does_not_have_is_refused(self, vary):
        with pytest.raises(ValidationError):
            vary(text=STOVE, settings={"size": "17x17"})

    def test_pressed_twice_it_is_sent_once(self, vary):
        assert vary(key="k") == vary(key="k")
        assert Attempt.objects.count() == 2

    def test_the_same_key_for_other_words_is_a_conflict(self, vary):
        vary(key="k")
        with pytest.raises(services.Conflict):
            vary(key="k", prediction="别的")

    def test_needs_a_first_picture(self, vary, draws, submit):
        with pytest.raises(ValidationError, match="先让第一次画出图来"):
            vary(end(submit(text=STOVE, settings=SETTINGS), reason="filtered", pictures=0))

    def test_a_picture_that_did_not_come_is_drawn_again_in_the_same_comparison(self, vary):
        made = vary()
        end(made.attempt, reason="rate_limited", pictures=0)
        made = Variation.objects.get()
        again = variations.draw_again(variation=made, key="again")
        assert variations.draw_again.__doc__ and Variation.objects.get().attempt == again
        assert (again.text, again.settings) == (DUSK, SETTINGS)

    def test_a_picture_that_came_is_not_drawn_again(self, vary):
        end(vary().attempt)
        with pytest.raises(ValidationError, match="已经有图"):
            variations.draw_again(variation=Variation.objects.get(), key="again")

    def test_without_a_model_there_is_nothing_to_send(self, vary, baseline, settings):
        settings.PRACTICE_IMAGE_MODEL = ""
        with pytest.raises(ValidationError, match="不能出图"):
            vary()


class TestBroughtAlong:
    def test_two_pictures_and_their_prompts_are_compared(self, vary, upload):
        made = vary(upload())
        assert (made.before_text, made.attempt, Call.objects.count()) == (STOVE, None, 0)
        variations.add_result(variation=made, file=drawn.as_file(drawn.picture()), key="r")
        made.refresh_from_db()
        assert made.artwork.prompt == DUSK

    def test_a_picture_without_words_asks_for_them(self, vary, upload):
        with pytest.raises(ValidationError) as refusal:
            vary(upload(prompt=""))
        assert "before_text" in refusal.value.message_dict
        assert vary(upload(prompt=""), before_text=STOVE).before_text == STOVE

    def test_a_parameter_in_the_words_is_the_one_change(self, vary, upload):
        made = vary(upload(prompt=f"{STOVE} --s 100"), text=f"{STOVE} --s 250")
        assert [(one.before, one.after) for one in made.change.stretches] == [("100", "250")]

    def test_two_changes_are_refused(self, vary, upload):
        with pytest.raises(ValidationError):
            vary(upload(), text=DUSK.replace("水彩", "油画"))

    def test_a_compared_picture_stays(self, vary, upload):
        first = upload()
        vary(first)
        with pytest.raises(ValidationError, match="正用着"):
            artworks.remove(artwork=first)
        assert Artwork.objects.filter(pk=first.pk).exists()

    def test_what_is_drawn_here_takes_no_upload(self, vary):
        with pytest.raises(ValidationError):
            variations.add_result(variation=vary(), file=drawn.as_file(drawn.picture()), key="r")


class TestTheOutcome:
    def test_is_kept_and_may_be_said_again(self, vary, upload):
        made = vary(upload())
        variations.conclude(variation=made, outcome="same")
        variations.conclude(variation=made, outcome="partly", words=" 壶嘴也变了 ")
        made.refresh_from_db()
        assert (made.outcome, made.words) == ("partly", "壶嘴也变了")

    @pytest.mark.parametrize("outcome", ["", "yes"])
    def test_is_one_of_three(self, vary, upload, outcome):
        with pytest.raises(ValidationError):
            variations.conclude(variation=vary(upload()), outcome=outcome)

    def test_is_not_longer_than_is_kept(self, vary, upload):
        with pytest.raises(ValidationError):
            variations.conclude(variation=vary(upload()), outcome="same", words="字" * 1001)


def test_a_variation_is_drawn_here_or_brought_along(vary, upload):
    made = vary(upload())
    with pytest.raises(IntegrityError), transaction.atomic():
        Variation.objects.filter(pk=made.pk).update(before_artwork=None)


def test_a_learner_who_goes_takes_comparisons_and_pictures_along(vary, upload, amy):
    vary(upload())
    vary()
    amy.delete()
    assert (Variation.objects.count(), Artwork.objects.count()) == (0, 0)
