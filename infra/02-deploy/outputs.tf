output "aws_region" {
  description = "Region of the deployment"
  value       = var.aws_region
}

output "prefix" {
  description = "What aws-exe-sys --prefix takes"
  value       = var.prefix
}

output "api_url" {
  description = "URL of the HTTP API: AWS_EXE_SYS_API_URL, or submit --url"
  value       = aws_apigatewayv2_api.this.api_endpoint
}

output "function_urls" {
  description = "Function URLs, by program"
  value       = { for program, u in aws_lambda_function_url.this : program => u.function_url }
}

output "environment" {
  description = "Variables by which the client finds this deployment, whatever its prefix"
  value = {
    AWS_EXE_SYS_API_URL            = aws_apigatewayv2_api.this.api_endpoint
    AWS_EXE_SYS_ORDERS_TABLE       = aws_dynamodb_table.orders.name
    AWS_EXE_SYS_ORDER_EVENTS_TABLE = aws_dynamodb_table.order_events.name
    AWS_EXE_SYS_LOCKS_TABLE        = aws_dynamodb_table.orchestrator_locks.name
    AWS_EXE_SYS_INTERNAL_BUCKET    = aws_s3_bucket.this["internal"].id
    AWS_EXE_SYS_DONE_BUCKET        = aws_s3_bucket.this["done"].id
  }
}

output "functions" {
  description = "Names of the functions, by program"
  value       = { for program, f in aws_lambda_function.this : program => f.function_name }
}

output "tables" {
  description = "Names of the tables"
  value       = [aws_dynamodb_table.orders.name, aws_dynamodb_table.order_events.name, aws_dynamodb_table.orchestrator_locks.name]
}

output "codebuild_project" {
  description = "Name of the CodeBuild project"
  value       = aws_codebuild_project.worker.name
}

output "watchdog_arn" {
  description = "ARN of the state machine"
  value       = aws_sfn_state_machine.watchdog.arn
}

output "ssm_document" {
  description = "Name of the SSM document"
  value       = aws_ssm_document.run.name
}

output "dead_letters_url" {
  description = "URL of the queue of events that nobody could take"
  value       = aws_sqs_queue.dead_letters.id
}

output "host_policy_arn" {
  description = "Policy for the roles of hosts whose orders take longer than an hour"
  value       = aws_iam_policy.host.arn
}

output "submit_policy_arn" {
  description = "Policy for people and pipelines that submit, watch and cancel"
  value       = aws_iam_policy.submit.arn
}
