locals {
  account = data.aws_caller_identity.current.account_id
  # arn:<partition>:<service>:<region>:<account>, to put the rest behind.
  arn = { for s in ["lambda", "dynamodb", "states", "ssm", "secretsmanager", "codebuild", "logs", "ec2", "events"] :
  s => "arn:${data.aws_partition.current.partition}:${s}:${var.aws_region}:${local.account}" }
  s3_arn = "arn:${data.aws_partition.current.partition}:s3:::"

  ssm_prefix = coalesce(var.ssm_prefix, var.prefix == "aws-exe-sys" ? "exe-sys" : "exe-sys-${var.prefix}")

  # Names follow from the prefix alone, so that the client finds them, and so that policies can be written before there is
  # anything. Names of buckets are unique in all of AWS: they have the account and the region in them.
  names = {
    orders_table      = "${var.prefix}-orders"
    events_table      = "${var.prefix}-order-events"
    locks_table       = "${var.prefix}-orchestrator-locks"
    internal_bucket   = "${var.prefix}-internal-${local.account}-${var.aws_region}"
    done_bucket       = "${var.prefix}-done-${local.account}-${var.aws_region}"
    watchdog          = "${var.prefix}-watchdog"
    codebuild_project = "${var.prefix}-worker"
    ssm_document      = "${local.ssm_prefix}-run"
    dead_letters      = "${var.prefix}-dead-letters"
  }
  watchdog_arn = "${local.arn.states}:stateMachine:${local.names.watchdog}"

  # Where the programs lie in the images: all of ours in one folder, which one COPY brings into any other image.
  program_dir = "/opt/aws-exe-sys/bin"
  functions = {
    init_job       = { name = "${var.prefix}-init-job", timeout = 300, memory = 512, retries = 2, event_age = 21600 }
    ssm_config     = { name = "${var.prefix}-ssm-config", timeout = 300, memory = 512, retries = 2, event_age = 21600 }
    orchestrator   = { name = "${var.prefix}-orchestrator", timeout = 600, memory = 512, retries = 2, event_age = 21600 }
    watchdog_check = { name = "${var.prefix}-watchdog-check", timeout = 60, memory = 256, retries = 2, event_age = 21600 }
    worker         = { name = "${var.prefix}-worker", timeout = 600, memory = 1024, retries = 0, event_age = var.lambda_queue_seconds }
  }

  # `uname -m` of the functions and builds.
  machine = var.architecture == "arm64" ? "aarch64" : "x86_64"
}
