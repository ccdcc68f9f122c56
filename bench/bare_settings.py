from aigc_academy.settings import *  # noqa: F403

MIDDLEWARE = []
ROOT_URLCONF = "bench.bare"
ALLOWED_HOSTS = ["*"]
