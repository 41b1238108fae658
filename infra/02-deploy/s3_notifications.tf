# A result wakes the orchestrator.
resource "aws_s3_bucket_notification" "internal" {
  bucket = aws_s3_bucket.this["internal"].id

  lambda_function {
    id                  = "results"
    lambda_function_arn = aws_lambda_function.this["orchestrator"].arn
    events              = ["s3:ObjectCreated:*"]
    filter_prefix       = "tmp/callbacks/runs/"
    filter_suffix       = "result.json"
  }

  depends_on = [aws_lambda_permission.results]
}

resource "aws_lambda_permission" "results" {
  statement_id   = "results"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.this["orchestrator"].function_name
  principal      = "s3.amazonaws.com"
  source_arn     = "${local.s3_arn}${local.names.internal_bucket}"
  source_account = local.account
}
