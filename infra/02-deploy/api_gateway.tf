# POST /init and /ssm for whoever AWS knows and lets, POST /webhook for whoever can sign with its secret: the function checks that,
# and closes the door where no secret is configured.
locals {
  routes = {
    init    = { function = "init_job", auth = "AWS_IAM" }
    ssm     = { function = "ssm_config", auth = "AWS_IAM" }
    webhook = { function = "init_job", auth = "NONE" }
  }
}

resource "aws_apigatewayv2_api" "this" {
  name          = var.prefix
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = toset(["init_job", "ssm_config"])

  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.this[each.key].invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = 30000
}

resource "aws_apigatewayv2_route" "this" {
  for_each = local.routes

  api_id             = aws_apigatewayv2_api.this.id
  route_key          = "POST /${each.key}"
  target             = "integrations/${aws_apigatewayv2_integration.this[each.value.function].id}"
  authorization_type = each.value.auth
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true

  default_route_settings {
    throttling_rate_limit  = var.api_throttle.rate
    throttling_burst_limit = var.api_throttle.burst
  }
  route_settings {
    route_key              = aws_apigatewayv2_route.this["webhook"].route_key
    throttling_rate_limit  = var.api_throttle.webhook_rate
    throttling_burst_limit = var.api_throttle.webhook_burst
  }

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api.arn
    format = jsonencode({
      time      = "$context.requestTime"
      requestId = "$context.requestId"
      route     = "$context.routeKey"
      status    = "$context.status"
      sourceIp  = "$context.identity.sourceIp"
      caller    = "$context.identity.userArn"
      latencyMs = "$context.responseLatency"
      bytes     = "$context.responseLength"
      error     = "$context.error.message"
      function  = "$context.integrationErrorMessage"
    })
  }
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/apigateway/${var.prefix}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.kms_key_arn
}

resource "aws_lambda_permission" "api" {
  for_each = local.routes

  statement_id  = "api-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this[each.value.function].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/POST/${each.key}"
}
