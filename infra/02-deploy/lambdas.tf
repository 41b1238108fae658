locals {
  host_workers = { for machine, p in var.programs :
  machine => "s3://${local.names.internal_bucket}/programs/worker-${machine}#${filesha256(p.worker)}" }

  # What src/engine/config.c reads. An empty variable counts as absent.
  environment = {
    AWS_EXE_SYS_ORDERS_TABLE            = local.names.orders_table
    AWS_EXE_SYS_ORDER_EVENTS_TABLE      = local.names.events_table
    AWS_EXE_SYS_LOCKS_TABLE             = local.names.locks_table
    AWS_EXE_SYS_INTERNAL_BUCKET         = local.names.internal_bucket
    AWS_EXE_SYS_DONE_BUCKET             = local.names.done_bucket
    AWS_EXE_SYS_WORKER_LAMBDA           = local.functions.worker.name
    AWS_EXE_SYS_CODEBUILD_PROJECT       = local.names.codebuild_project
    AWS_EXE_SYS_WATCHDOG_SFN            = local.watchdog_arn
    AWS_EXE_SYS_SSM_DOCUMENT            = local.names.ssm_document
    AWS_EXE_SYS_SSM_PREFIX              = local.ssm_prefix
    AWS_EXE_SYS_HOST_WORKER_X86_64      = lookup(local.host_workers, "x86_64", "")
    AWS_EXE_SYS_HOST_WORKER_AARCH64     = lookup(local.host_workers, "aarch64", "")
    AWS_EXE_SYS_WEBHOOK_SECRET          = var.webhook_secret
    AWS_EXE_SYS_GITHUB_URL              = var.github_url
    AWS_EXE_SYS_GITLAB_URL              = var.gitlab_url
    AWS_EXE_SYS_BITBUCKET_URL           = var.bitbucket_url
    AWS_EXE_SYS_BITBUCKET_KIND          = var.bitbucket_kind
    AWS_EXE_SYS_EVENT_TTL_SECONDS       = tostring(var.event_ttl_seconds)
    AWS_EXE_SYS_LAMBDA_QUEUE_SECONDS    = tostring(var.lambda_queue_seconds)
    AWS_EXE_SYS_CODEBUILD_QUEUE_SECONDS = tostring(var.codebuild_queue_seconds)
    AWS_EXE_SYS_SSM_QUEUE_SECONDS       = tostring(var.ssm_queue_seconds)
    AWS_EXE_SYS_PR_COMMENTS             = var.pr_comments ? "on" : "off"
    AWS_EXE_SYS_LOG_LEVEL               = var.log_level
  }
  # The worker learns from its event what it works on, and on what. The folder that is emptied after each order is named, since
  # there is nothing else in it.
  worker_environment = {
    AWS_EXE_SYS_LOG_LEVEL = var.log_level
    TMPDIR                = "/tmp"
  }

  # An image that is not ours may have an entry point of its own: its shell starts the worker instead.
  own_worker_image = var.worker_image_uri != null
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  name              = "/aws/lambda/${each.value.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_lambda_function" "this" {
  for_each = local.functions

  function_name                  = each.value.name
  role                           = aws_iam_role.this[each.key].arn
  package_type                   = "Image"
  image_uri                      = each.key == "worker" ? coalesce(var.worker_image_uri, var.image_uri) : var.image_uri
  architectures                  = [var.architecture]
  timeout                        = each.value.timeout
  memory_size                    = each.value.memory
  reserved_concurrent_executions = lookup(var.reserved_concurrency, each.key, -1)
  kms_key_arn                    = var.kms_key_arn

  image_config {
    command     = ["${local.program_dir}/${each.key}"]
    entry_point = each.key == "worker" && local.own_worker_image ? ["/bin/sh", "-c", "exec \"$0\""] : null
  }

  environment {
    variables = { for k, v in(each.key == "worker" ? local.worker_environment : local.environment) : k => v if v != "" }
  }

  ephemeral_storage {
    size = each.key == "worker" ? var.worker_ephemeral_storage_mb : 512
  }

  logging_config {
    log_format = "Text" # the programs write a JSON object a line themselves
    log_group  = aws_cloudwatch_log_group.function[each.key].name
  }

  depends_on = [aws_iam_role_policy.this]
}

# An order is never started again by Lambda: that its worker died is news for the watchdog. What no orchestrator could take is kept
# for people. (The event of a continued packing holds a key, so it is kept nowhere.)
locals {
  destinations = {
    worker       = aws_lambda_function.this["watchdog_check"].arn
    orchestrator = aws_sqs_queue.dead_letters.arn
  }
}

# What is delivered asynchronously: S3's events, continued packing, orders, EventBridge's signals.
resource "aws_lambda_function_event_invoke_config" "this" {
  for_each = local.functions

  function_name                = aws_lambda_function.this[each.key].function_name
  maximum_retry_attempts       = each.value.retries
  maximum_event_age_in_seconds = each.value.event_age

  dynamic "destination_config" {
    for_each = { for program, to in local.destinations : program => to if program == each.key }

    content {
      on_failure {
        destination = destination_config.value
      }
    }
  }
}

# A run of many orders goes round many times, and a large job is packed by one invocation after another: Lambda would take both for
# a loop.
resource "aws_lambda_function_recursion_config" "this" {
  for_each = toset(["init_job", "ssm_config", "orchestrator"])

  function_name  = aws_lambda_function.this[each.key].function_name
  recursive_loop = "Allow"
}

# What could be delivered to nobody: orchestrators' events, EventBridge's signals.
resource "aws_sqs_queue" "dead_letters" {
  name                              = local.names.dead_letters
  message_retention_seconds         = 1209600
  sqs_managed_sse_enabled           = var.kms_key_arn == null ? true : null
  kms_master_key_id                 = var.kms_key_arn
  kms_data_key_reuse_period_seconds = var.kms_key_arn == null ? null : 3600
}

# ---- by URL, by topic -----------------------------------------------------------------------------------------------

resource "aws_lambda_function_url" "this" {
  for_each = toset(["init_job", "ssm_config"])

  function_name      = aws_lambda_function.this[each.key].function_name
  authorization_type = "AWS_IAM"
}

# A URL asks for both permissions of who comes from another account.
locals {
  url_permissions = { for p in setproduct(["init_job", "ssm_config"], range(length(var.function_url_principals))) :
  "${p[0]}-${p[1]}" => { function = p[0], principal = var.function_url_principals[p[1]] } }
}

resource "aws_lambda_permission" "url" {
  for_each = local.url_permissions

  statement_id           = "url-${each.key}"
  action                 = "lambda:InvokeFunctionUrl"
  function_name          = aws_lambda_function.this[each.value.function].function_name
  principal              = each.value.principal
  function_url_auth_type = "AWS_IAM"
}

resource "aws_lambda_permission" "url_function" {
  for_each = local.url_permissions

  statement_id  = "url-function-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this[each.value.function].function_name
  principal     = each.value.principal
}

resource "aws_lambda_permission" "topic" {
  count = length(var.submit_topic_arns)

  statement_id  = "topic-${count.index}"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this["init_job"].function_name
  principal     = "sns.amazonaws.com"
  source_arn    = var.submit_topic_arns[count.index]
}

resource "aws_sns_topic_subscription" "submit" {
  count = length(var.submit_topic_arns)

  topic_arn = var.submit_topic_arns[count.index]
  protocol  = "lambda"
  endpoint  = aws_lambda_function.this["init_job"].arn

  depends_on = [aws_lambda_permission.topic]
}
