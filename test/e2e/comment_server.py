"""Comments on pull requests and issues, as GitHub Enterprise, GitLab, Bitbucket Cloud and Bitbucket Data Center serve them, on the TLS
server of git_server. Pages are as small as the test wants; `trouble` answers instead, or makes an answer wait."""

import json
import time
import urllib.parse
from dataclasses import dataclass, field

from git_server import Answer, GitServer

TOKEN = "comment-token-4711"
LIMITS = {"github": 65536, "gitlab": 1000000, "bitbucket-cloud": 32768, "bitbucket-server": 32768}


@dataclass
class Comment:
    id: int
    text: str
    version: int = 0
    texts: list = field(default_factory=list)  # what it has said, with the times: (seconds, text)

    def write(self, text):
        self.text = text
        self.version += 1
        self.texts.append((time.monotonic(), text))


class CommentServer(GitServer):
    """`comments`: (provider, repo, "pr" or "issue", number) to the list of its comments."""

    def __init__(self, folder, page=100):
        super().__init__(folder)
        self.page, self.comments, self.last_id, self.trouble = page, {}, 1000, None
        for method, pattern, handler in (
                ("GET", r"/api/v3/repos/([^/]+/[^/]+)/issues/(\d+)/comments", self.github_list),
                ("POST", r"/api/v3/repos/([^/]+/[^/]+)/issues/(\d+)/comments", self.github_create),
                ("PATCH", r"/api/v3/repos/([^/]+/[^/]+)/issues/comments/(\d+)", self.github_update),
                ("DELETE", r"/api/v3/repos/([^/]+/[^/]+)/issues/comments/(\d+)", self.github_delete),
                ("GET", r"/api/v4/projects/([^/]+)/(merge_requests|issues)/(\d+)/notes", self.gitlab_list),
                ("POST", r"/api/v4/projects/([^/]+)/(merge_requests|issues)/(\d+)/notes", self.gitlab_create),
                ("PUT", r"/api/v4/projects/([^/]+)/(merge_requests|issues)/(\d+)/notes/(\d+)", self.gitlab_update),
                ("GET", r"/2\.0/repositories/([^/]+/[^/]+)/(pullrequests|issues)/(\d+)/comments", self.cloud_list),
                ("POST", r"/2\.0/repositories/([^/]+/[^/]+)/(pullrequests|issues)/(\d+)/comments", self.cloud_create),
                ("PUT", r"/2\.0/repositories/([^/]+/[^/]+)/(pullrequests|issues)/(\d+)/comments/(\d+)", self.cloud_update),
                ("GET", r"/rest/api/latest/projects/([^/]+)/repos/([^/]+)/pull-requests/(\d+)/activities", self.server_list),
                ("POST", r"/rest/api/latest/projects/([^/]+)/repos/([^/]+)/pull-requests/(\d+)/comments", self.server_create),
                ("GET", r"/rest/api/latest/projects/([^/]+)/repos/([^/]+)/pull-requests/(\d+)/comments/(\d+)", self.server_get),
                ("PUT", r"/rest/api/latest/projects/([^/]+)/repos/([^/]+)/pull-requests/(\d+)/comments/(\d+)", self.server_update)):
            self.route(method, pattern, self.guarded(handler))

    @property
    def environment(self):
        # Of the two variables that name a CA bundle this one counts first, where a machine has it.
        return {**super().environment, "AWS_CA_BUNDLE": str(self.ca)}

    def guarded(self, handler):
        def handle(request, *groups):
            trouble = self.trouble(request) if self.trouble else None
            if trouble:
                if not trouble.hang_s:
                    return trouble
                self.stopping.wait(trouble.hang_s)
            if request.token != TOKEN:
                return Answer.json(401, {"message": "Bad credentials"})
            with self.lock:
                return handler(request, *groups)
        return handle

    # ---- what is kept

    def thread_of(self, provider, repo, kind, number):
        return self.comments.setdefault((provider, repo, kind, int(number)), [])

    def add(self, provider, repo, kind, number, text):
        self.last_id += 1
        comment = Comment(self.last_id, text, texts=[(time.monotonic(), text)])
        self.thread_of(provider, repo, kind, number).append(comment)
        return comment

    def by_id(self, id):
        return next((c for thread in self.comments.values() for c in thread if c.id == int(id)), None)

    def writes(self):
        """(method, path) of everything that was not only read."""
        return [(r.method, r.path) for r in self.seen("comments|notes") if r.method != "GET"]

    def too_long(self, provider, text):
        if len(text) > LIMITS[provider]:
            return Answer.json(422, {"message": "Validation Failed: body is too long"})
        return None

    def create(self, provider, repo, kind, number, text, shown):
        return self.too_long(provider, text) or Answer.json(201, shown(self.add(provider, repo, kind, number, text)))

    def update(self, provider, id, text, shown):
        comment = self.by_id(id)
        if not comment:
            return Answer.json(404, {"message": "Not Found"})
        answer = self.too_long(provider, text)
        if not answer:
            comment.write(text)
        return answer or Answer.json(200, shown(comment))

    def slice(self, comments, first):
        return comments[first:first + self.page], len(comments) > first + self.page

    # ---- GitHub

    @staticmethod
    def github_shown(c):
        return {"id": c.id, "body": c.text, "user": {"login": "bot"}}

    def github_list(self, request, repo, number):
        assert request.query["per_page"] == "100"
        page = int(request.query.get("page", 1))
        some, more = self.slice(self.thread_of("github", repo, "pr", number), (page - 1) * self.page)
        headers = {}
        if more or page > 1:
            base = f"{self.url}/api/v3/repositories/77/issues/{number}/comments?per_page=100&page="
            links = ([f'<{base}{page - 1}>; rel="prev"'] if page > 1 else []) + \
                    ([f'<{base}{page + 1}>; rel="next"', f'<{base}99>; rel="last"'] if more else []) + [f'<{base}1>; rel="first"']
            headers["Link"] = ", ".join(links)
        return Answer.json(200, [self.github_shown(c) for c in some], **headers)

    def github_create(self, request, repo, number):
        return self.create("github", repo, "pr", number, json.loads(request.body)["body"], self.github_shown)

    def github_update(self, request, repo, id):
        return self.update("github", id, json.loads(request.body)["body"], self.github_shown)

    def github_delete(self, request, repo, id):
        for thread in self.comments.values():
            thread[:] = [c for c in thread if c.id != int(id)]
        return Answer(204)

    # ---- GitLab

    def gitlab_list(self, request, repo, kind, number):
        page = int(request.query.get("page", 1))
        thread = self.thread_of("gitlab", urllib.parse.unquote(repo), self.kind(kind), number)
        newest_first = thread[::-1] if request.query.get("sort", "desc") == "desc" else thread
        some, more = self.slice(newest_first, (page - 1) * self.page)
        return Answer.json(200, [{"id": c.id, "body": c.text, "system": False} for c in some],
                           X_Next_Page=str(page + 1) if more else "", X_Page=str(page))

    def gitlab_create(self, request, repo, kind, number):
        return self.create("gitlab", urllib.parse.unquote(repo), self.kind(kind), number, json.loads(request.body)["body"],
                           self.github_shown)

    def gitlab_update(self, request, repo, kind, number, id):
        return self.update("gitlab", id, json.loads(request.body)["body"], self.github_shown)

    @staticmethod
    def kind(word):
        return "issue" if word == "issues" else "pr"

    # ---- Bitbucket Cloud

    @staticmethod
    def cloud_shown(c):
        return {"id": c.id, "content": {"raw": c.text, "markup": "markdown"}, "deleted": False, "type": "pullrequest_comment"}

    def cloud_list(self, request, repo, kind, number):
        page = int(request.query.get("page", 1))
        some, more = self.slice(self.thread_of("bitbucket-cloud", repo, self.kind(kind), number)[::-1], (page - 1) * self.page)
        answer = {"values": [self.cloud_shown(c) for c in some], "page": page, "pagelen": self.page}
        if more:
            answer["next"] = f"{self.url}{request.path}?pagelen=100&sort=-created_on&page={page + 1}"
        return Answer.json(200, answer)

    def cloud_create(self, request, repo, kind, number):
        return self.create("bitbucket-cloud", repo, self.kind(kind), number, json.loads(request.body)["content"]["raw"],
                           self.cloud_shown)

    def cloud_update(self, request, repo, kind, number, id):
        return self.update("bitbucket-cloud", id, json.loads(request.body)["content"]["raw"], self.cloud_shown)

    # ---- Bitbucket Data Center

    @staticmethod
    def server_shown(c):
        return {"id": c.id, "version": c.version, "text": c.text}

    def server_list(self, request, project, slug, number):
        start = int(request.query.get("start", 0))
        thread = [{"id": 1, "action": "OPENED"}] + [{"id": 10 + c.id, "action": "COMMENTED", "commentAction": "ADDED",
                                                      "comment": self.server_shown(c)}
                                                     for c in self.thread_of("bitbucket-server", f"{project}/{slug}", "pr", number)]
        some, more = self.slice(thread[::-1], start)
        return Answer.json(200, {"values": some, "start": start, "isLastPage": not more,
                                 "nextPageStart": start + self.page if more else None})

    def server_create(self, request, project, slug, number):
        return self.create("bitbucket-server", f"{project}/{slug}", "pr", number, json.loads(request.body)["text"], self.server_shown)

    def server_get(self, request, project, slug, number, id):
        comment = self.by_id(id)
        return Answer.json(200, self.server_shown(comment)) if comment else Answer.json(404, {"errors": [{"message": "No"}]})

    def server_update(self, request, project, slug, number, id):
        body = json.loads(request.body)
        if self.by_id(id) and body.get("version") != self.by_id(id).version:
            return Answer.json(409, {"errors": [{"message": "The comment was modified by somebody else"}]})
        return self.update("bitbucket-server", id, body["text"], self.server_shown)
