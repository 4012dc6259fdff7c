"""Every address of the staff's pages. No public page links to any of them."""

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import include, path
from django.views.generic import RedirectView

from inbeeld.office.views import figures, machines, phone, problems, queue, report

to_queue = RedirectView.as_view(pattern_name="queue")

doors = [
    path("in", account.login, name="account_login"),
    path("uit", account.logout, name="account_logout"),
    path("in/code", second.authenticate, name="mfa_authenticate"),
    path("code", totp.activate_totp, name="mfa_activate_totp"),
    path("code/lijst", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    # What django-allauth names and this desk has no page for.
    path("code/uit", to_queue, name="mfa_deactivate_totp"),
    path("code/alles", to_queue, name="mfa_index"),
]
desk = [
    path("", queue.queue, name="queue"),
    path("gezond", machines.health, name="health"),
    path("nieuws/<str:token>", machines.feed, name="feed"),
    path("taal", queue.choose_language, name="language"),
    path("bericht/<uuid:ident>", report.report, name="report"),
    path("bericht/<uuid:ident>/<slug:ready>", report.report, name="report-ready"),
    path("nieuw", phone.write_down, name="phone"),
    path("nieuw/<str:name>", phone.receipt, name="phone-receipt"),
    path("cijfers", figures.figures, name="figures"),
    path("cijfers/<uuid:ident>", figures.figure, name="figure"),
    path("cijfers/<uuid:ident>/lijst", figures.take_list, name="figure-list"),
]
urlpatterns = [path("desk/", include([*desk, *doors]))]

handler400 = problems.bad_request
handler403 = problems.forbidden
handler404 = problems.not_found
handler500 = problems.server_error
handler429 = problems.too_many
