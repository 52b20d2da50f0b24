"""The application that gunicorn serves."""
