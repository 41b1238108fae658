"""Starts a moto server over TLS: moto_starter.py PORT CERTIFICATE KEY.

moto is an AWS that was not written here. What it lacks of what the deployment and the engine use is added below, and nothing else is
touched; each addition says what the service does according to its documentation."""

import json
import sys

import moto.awslambda.urls as lambda_urls
import moto.codebuild.responses as codebuild_responses
from moto.awslambda.models import LambdaFunction
from moto.awslambda.responses import LambdaResponse
from moto.codebuild.models import CodeBuildBackend
from moto.codebuild.responses import CodeBuildResponse
from moto.core.responses import ActionResult
from moto.s3.models import FakeBucket
from moto.server import main as serve
from moto.stepfunctions.responses import StepFunctionResponse
from werkzeug.serving import WSGIRequestHandler

# Connections are kept, as AWS keeps them.
WSGIRequestHandler.protocol_version = "HTTP/1.1"

# ---- S3: bucket policies have conditions (moto passes over them, so that "deny what comes without TLS" denies everything) -------------

without_conditions = FakeBucket.get_permission


def get_permission(bucket, action, resource):
    policy = bucket.policy
    if policy is None:
        return without_conditions(bucket, action, resource)
    document = json.loads(policy)
    # Whatever comes here comes over TLS: of our policies' conditions that is the only one.
    document["Statement"] = [s for s in document["Statement"]
                             if s.get("Condition") != {"Bool": {"aws:SecureTransport": "false"}}]
    if not document["Statement"]:
        bucket.policy = None
    else:
        bucket.policy = json.dumps(document).encode()
    try:
        return without_conditions(bucket, action, resource)
    finally:
        bucket.policy = policy


FakeBucket.get_permission = get_permission

# ---- Step Functions: ValidateStateMachineDefinition (moto has no such call): the definition is JSON. ListStateMachineVersions: none -------


def validate_state_machine_definition(self):
    json.loads(self._get_param("definition"))
    return ActionResult({"result": "OK", "diagnostics": [], "truncated": False})


StepFunctionResponse.validate_state_machine_definition = validate_state_machine_definition
StepFunctionResponse.list_state_machine_versions = lambda self: ActionResult({"stateMachineVersions": []})

# ---- CodeBuild: a project without source has no location; secondary sources and the limit of builds at once are kept
# (moto drops them); a project is deleted by its ARN too (moto then deletes nothing)


with_location = codebuild_responses._validate_required_params_source


def validate_source(source):
    with_location({"location": "-", **source} if source["type"] == "NO_SOURCE" else source)


create_project = CodeBuildResponse.create_project


def create_whole_project(self):
    create_project(self)
    project = self.codebuild_backend.codebuild_projects[self._get_param("name")].project_metadata
    for member in ("secondarySources", "concurrentBuildLimit"):
        if self._get_param(member):
            project[member] = self._get_param(member)
    return ActionResult({"project": project})


def delete_project_by_arn(self, project_name):
    return delete_project(self, project_name.rpartition(":project/")[2])


delete_project = CodeBuildBackend.delete_project
CodeBuildBackend.delete_project = delete_project_by_arn
codebuild_responses._validate_required_params_source = validate_source
CodeBuildResponse.create_project = create_whole_project

# ---- Lambda: GetFunctionRecursionConfig and PutFunctionRecursionConfig (moto has no such calls); LoggingConfig is kept (moto drops it) ----

lambda_urls.url_paths[r"{0}/2024-08-31/functions/(?P<function_name>[\w_:%-]+)/recursion-config/?$"] = LambdaResponse.dispatch


def get_function_recursion_config(self):
    function = self.backend.get_function(self.path.split("/")[-2])
    return 200, {}, json.dumps({"RecursiveLoop": getattr(function, "recursive_loop", "Terminate")})


def put_function_recursion_config(self):
    function = self.backend.get_function(self.path.split("/")[-2])
    function.recursive_loop = self.json_body["RecursiveLoop"]
    return get_function_recursion_config(self)


LambdaResponse.get_function_recursion_config = get_function_recursion_config
LambdaResponse.put_function_recursion_config = put_function_recursion_config

lambda_init, lambda_configuration = LambdaFunction.__init__, LambdaFunction.get_configuration


def function_with_logging(self, account_id, spec, *args, **kwargs):
    self.logging_config = spec.get("LoggingConfig")
    lambda_init(self, account_id, spec, *args, **kwargs)


def configuration_with_logging(self, *args, **kwargs):
    configuration = lambda_configuration(self, *args, **kwargs)
    if self.logging_config:
        configuration["LoggingConfig"] = self.logging_config
    return configuration


LambdaFunction.__init__ = function_with_logging
LambdaFunction.get_configuration = configuration_with_logging

if __name__ == "__main__":
    port, certificate, key = sys.argv[1:4]
    serve(["-H", "127.0.0.1", "-p", port, "-c", certificate, "-k", key])
