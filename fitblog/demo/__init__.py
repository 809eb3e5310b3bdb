"""The demo site: a small business in the brand's voice, loaded by `manage.py load_demo`."""
