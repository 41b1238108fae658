locals {
  alarm_actions = var.alarm_topic_arn == null ? [] : [var.alarm_topic_arn]
  metrics       = "AwsExeSys/${var.prefix}"

  # Lines that tell of a run that its deadline ended (src/engine/watch.c), or that was never packed in time (src/engine/pack.c).
  deadline_lines = {
    watchdog_check = "{ $.message = \"deadline: *\" }"
    init_job       = "{ $.message = \"packing ends: deadline: *\" }"
    ssm_config     = "{ $.message = \"packing ends: deadline: *\" }"
  }
}

resource "aws_cloudwatch_log_metric_filter" "deadline" {
  for_each = local.deadline_lines

  name           = "${var.prefix}-deadline"
  log_group_name = aws_cloudwatch_log_group.function[each.key].name
  pattern        = each.value

  metric_transformation {
    namespace = local.metrics
    name      = "RunsEndedByDeadline"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "deadline" {
  alarm_name          = "${var.prefix}-runs-ended-by-deadline"
  alarm_description   = "A run took longer than its job_timeout: aws-exe-sys explain says what it waited for"
  namespace           = local.metrics
  metric_name         = "RunsEndedByDeadline"
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "orchestrator_errors" {
  alarm_name          = "${var.prefix}-orchestrator-errors"
  alarm_description   = "The orchestrator fails again and again, though Lambda and the watchdogs try again: see its log"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = local.functions.orchestrator.name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 5
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name          = "${var.prefix}-dead-letters"
  alarm_description   = "Events that nobody could take: the watchdogs look after their runs; the queue says why"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = local.names.dead_letters }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
}
