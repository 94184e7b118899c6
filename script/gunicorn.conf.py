"""How gunicorn serves the site. `docs/running.md` lists the variables."""

import os

bind = f"{os.environ.get('SOCBOARD_BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
# Two processes of four threads answer fifty people; a paper being rendered holds one of them.
workers = int(os.environ.get("SOCBOARD_WEB_WORKERS", "2"))
threads = int(os.environ.get("SOCBOARD_WEB_THREADS", "4"))
timeout = 60
preload_app = True
control_socket_disable = True
# A request line may hold a private link: no access log.
accesslog = None
errorlog = "-"
loglevel = os.environ.get("SOCBOARD_WEB_LOG", "warning")
