from django_tasks import task

from background.models import Message


@task()
def send_message(pk):
    Message.objects.get(pk=pk).send()
