resource "aws_cloudwatch_log_group" "codebuild" {
  name              = "/aws/codebuild/${local.names.codebuild_project}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

# One build an order. There is no source: the worker fetches its bundle. An order's own image has no worker in it, so CodeBuild brings
# programs into every build, from S3, by means that ask nothing of the image; build.sh checks and runs them.
resource "aws_codebuild_project" "worker" {
  name                   = local.names.codebuild_project
  description            = "Orders of ${var.prefix}"
  service_role           = aws_iam_role.this["codebuild"].arn
  build_timeout          = 60 # of a build by hand: each order brings its own
  queued_timeout         = var.codebuild_queue_seconds / 60
  concurrent_build_limit = var.codebuild_concurrency

  source {
    type = "NO_SOURCE"
    buildspec = jsonencode({
      version = "0.2"
      phases  = { build = { commands = [file("${path.module}/build.sh")] } }
    })
  }

  dynamic "secondary_sources" {
    for_each = length(local.build_files) > 0 ? ["programs"] : []

    content {
      source_identifier = secondary_sources.value
      type              = "S3"
      location          = "${local.names.internal_bucket}/${local.build_folder}/"
    }
  }

  artifacts {
    type = "NO_ARTIFACTS"
  }

  environment {
    type                        = var.architecture == "arm64" ? "ARM_CONTAINER" : "LINUX_CONTAINER"
    compute_type                = var.codebuild_compute_type
    image                       = var.image_uri
    image_pull_credentials_type = "SERVICE_ROLE"
    privileged_mode             = false

    dynamic "environment_variable" {
      for_each = merge(
        { AWS_EXE_SYS_CODEBUILD_COMMANDS_AS_ROOT = var.codebuild_commands_as_root ? "on" : "off" },
        { for name, path in local.build_files : "AWS_EXE_SYS_${upper(name)}_SHA256" => filesha256(path) },
      )

      content {
        name  = environment_variable.key
        value = environment_variable.value
      }
    }
  }

  logs_config {
    cloudwatch_logs {
      group_name = aws_cloudwatch_log_group.codebuild.name
    }
  }

  depends_on = [aws_iam_role_policy.this, aws_s3_object.build_program]
}
