# The watchdog of orders and runs. The local AWS interprets the same file.
resource "aws_sfn_state_machine" "watchdog" {
  name     = local.names.watchdog
  role_arn = aws_iam_role.this["watchdog"].arn
  type     = "STANDARD"
  definition = templatefile("${path.module}/watchdog.asl.json", {
    watchdog_check_arn = "${local.arn.lambda}:function:${local.functions.watchdog_check.name}"
  })

  depends_on = [aws_iam_role_policy.this]
}
