"""Every address of the public site. Paths are neutral: they stay in a browser's history."""

from django.urls import path, re_path

from inbeeld.knowledge.words import Lang
from inbeeld.site.views import chat, check, health, letters, pages, problems, releases, report

app_name = "site"


def both(route: str, view, name: str, **more):
    """The same address in Dutch at the root and in English below /en/."""
    return [
        path(route, view, {"lang": Lang.NL, **more}, name=name),
        path(f"en/{route}", view, {"lang": Lang.EN, **more}, name=f"{name}-en"),
    ]


urlpatterns = [
    *both("", pages.start, "start"),
    *both("weg", pages.leave, "leave"),
    *both("lijst", pages.signals, "signals"),
    *both("lijst/<int:number>", pages.signals, "signals-for"),
    *both("wie", pages.find_help, "help"),
    *both("wie/<int:number>", pages.find_help, "help-for"),
    *both("vraag/<int:number>", check.check, "check"),
    *(
        one
        for number in chat.PLACES
        for one in both(f"kijk/{number}", chat.chat, f"chat-{number}", number=number)
    ),
    *both("post", report.opening, "report"),
    *both("post/<str:name>/<int:number>", report.step, "report-step"),
    *both("post/<str:name>/<int:number>/<int:urgent>", report.step, "report-step-urgent"),
    *both("antwoord", letters.way_back, "way-back"),
    *both("antwoord/<int:problem>", letters.way_back, "way-back-problem"),
    *both("antwoord/<str:name>", letters.letters, "letters"),
    *both("antwoord/<str:name>/<int:urgent>", letters.letters, "letters-urgent"),
    *both("blad/<int:number>", chat.inside, "inside"),
    path("bestand/<str:folder>/<path:path>", releases.release_file, name="release-file"),
    path("gezond", health.health, name="health"),
    re_path(r"^s/(?P<name>r-[a-z]{2}-[0-9a-f]{12}\.js)$", chat.script, name="chat-script"),
    re_path(r"^en/(?P<path>[a-z]+(?:/[0-9]+)?)$", pages.page, {"lang": Lang.EN}, name="page-en"),
    re_path(r"^(?P<path>[a-z]+(?:/[0-9]+)?)$", pages.page, {"lang": Lang.NL}, name="page"),
]

handler400 = problems.bad_request
handler403 = problems.forbidden
handler404 = problems.not_found
handler500 = problems.server_error
