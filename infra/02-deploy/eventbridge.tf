# Builds and commands that ended: a worker that died is noticed in seconds.
locals {
  signals = {
    builds = {
      description = "Builds of ours that ended"
      pattern = {
        source      = ["aws.codebuild"]
        detail-type = ["CodeBuild Build State Change"]
        detail = {
          project-name = [local.names.codebuild_project]
          build-status = [{ anything-but = ["IN_PROGRESS"] }]
        }
      }
    }
    commands = {
      description = "Commands on hosts that ended"
      pattern = {
        source      = ["aws.ssm"]
        detail-type = ["EC2 Command Invocation Status-change Notification"]
        detail = {
          document-name = concat([local.names.ssm_document], var.ssm_documents)
          status        = [{ anything-but = ["Pending", "InProgress", "Delayed", "Cancelling"] }]
        }
      }
    }
  }
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.signals

  name          = "${var.prefix}-${each.key}"
  description   = each.value.description
  event_pattern = jsonencode(each.value.pattern)
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = local.signals

  rule      = aws_cloudwatch_event_rule.this[each.key].name
  target_id = "watchdog-check"
  arn       = aws_lambda_function.this["watchdog_check"].arn

  retry_policy {
    maximum_event_age_in_seconds = 3600
    maximum_retry_attempts       = 20
  }
  dead_letter_config {
    arn = aws_sqs_queue.dead_letters.arn
  }
}

resource "aws_lambda_permission" "signal" {
  for_each = local.signals

  statement_id  = "signal-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this["watchdog_check"].function_name
  principal     = "events.amazonaws.com"
  source_arn    = "${local.arn.events}:rule/${var.prefix}-${each.key}"
}

data "aws_iam_policy_document" "dead_letters" {
  statement {
    sid       = "SignalsThatNobodyTook"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.dead_letters.arn]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [for k in keys(local.signals) : "${local.arn.events}:rule/${var.prefix}-${k}"]
    }
  }
}

resource "aws_sqs_queue_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.id
  policy    = data.aws_iam_policy_document.dead_letters.json
}
