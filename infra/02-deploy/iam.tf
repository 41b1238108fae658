# One role for each function, for builds and for the state machine; a policy for hosts' roles, and one for people and pipelines.
#
# permissions.json says what each may do, on what, and why. A resource there is one of the names below, with more behind it maybe; a
# name that stands for nothing in this deployment (no key of one's own, no credential paths) leaves nothing of its statement.
locals {
  permissions = jsondecode(file("${path.module}/permissions.json"))

  resources = merge(
    {
      orders_table        = ["${local.arn.dynamodb}:table/${local.names.orders_table}"]
      events_table        = ["${local.arn.dynamodb}:table/${local.names.events_table}"]
      locks_table         = ["${local.arn.dynamodb}:table/${local.names.locks_table}"]
      internal_bucket     = ["${local.s3_arn}${local.names.internal_bucket}"]
      done_bucket         = ["${local.s3_arn}${local.names.done_bucket}"]
      source_objects      = [for o in var.source_objects : "${local.s3_arn}${o}"]
      codebuild_project   = ["${local.arn.codebuild}:project/${local.names.codebuild_project}"]
      watchdog            = [local.watchdog_arn]
      watchdog_executions = ["${local.arn.states}:execution:${local.names.watchdog}:*"]
      sops_keys           = ["${local.arn.ssm}:parameter/${local.ssm_prefix}/sops-keys/*"]
      ssm_documents       = [for d in concat([local.names.ssm_document], var.ssm_documents) : "${startswith(d, "AWS-") ? replace(local.arn.ssm, local.account, "") : local.arn.ssm}:document/${d}"]
      hosts               = ["${local.arn.ec2}:instance/*", "${local.arn.ssm}:managed-instance/*"]
      dead_letters        = ["arn:${data.aws_partition.current.partition}:sqs:${var.aws_region}:${local.account}:${local.names.dead_letters}"]
      codebuild_log       = ["${local.arn.logs}:log-group:/aws/codebuild/${local.names.codebuild_project}:*"]
      image_repositories  = distinct(concat(local.engine_repository, var.codebuild_image_repositories))
      api                 = ["arn:${data.aws_partition.current.partition}:execute-api:${var.aws_region}:${local.account}:${aws_apigatewayv2_api.this.id}"]
      data_key            = var.kms_key_arn == null ? [] : [var.kms_key_arn]
      credential_keys     = var.credential_kms_key_arns

      credential_parameters = [for p in var.credential_parameters : "${local.arn.ssm}:parameter/${trimprefix(p, "/")}"]
      git_token_parameters  = [for p in var.git_token_parameters : "${local.arn.ssm}:parameter/${trimprefix(p, "/")}"]
      sops_key_parameters   = [for p in var.sops_key_parameters : "${local.arn.ssm}:parameter/${trimprefix(p, "/")}"]
      webhook_parameter     = [for p in local.webhook.ssm : "${local.arn.ssm}:parameter/${trimprefix(p, "/")}"]
      # Secrets Manager puts six characters of its own behind a name.
      credential_secrets = [for s in var.credential_secrets : "${local.arn.secretsmanager}:secret:${s}${endswith(s, "*") ? "" : "-??????"}"]
      git_token_secrets  = [for s in var.git_token_secrets : "${local.arn.secretsmanager}:secret:${s}${endswith(s, "*") ? "" : "-??????"}"]
      webhook_secret     = [for s in local.webhook.secretd : "${local.arn.secretsmanager}:secret:${s}-??????"]
    },
    { for program, f in local.functions : program => ["${local.arn.lambda}:function:${f.name}"] },
    { for program, f in local.functions : "${program}_log" => ["${local.arn.logs}:log-group:/aws/lambda/${f.name}:*"] },
  )

  # The conditions that statements name.
  conditions = {
    if_absent            = { Null = { "s3:if-none-match" = "false" } }
    by_data_stores       = { StringEquals = { "kms:ViaService" = ["s3.${var.aws_region}.${data.aws_partition.current.dns_suffix}", "dynamodb.${var.aws_region}.${data.aws_partition.current.dns_suffix}"] } }
    by_credential_stores = { StringEquals = { "kms:ViaService" = ["ssm.${var.aws_region}.${data.aws_partition.current.dns_suffix}", "secretsmanager.${var.aws_region}.${data.aws_partition.current.dns_suffix}"] } }
    by_queue             = { StringEquals = { "kms:ViaService" = ["sqs.${var.aws_region}.${data.aws_partition.current.dns_suffix}"] } }
    host_tag             = var.ssm_host_tag == null ? null : { StringEquals = { "ssm:resourceTag/${try(var.ssm_host_tag.key, "")}" = [try(var.ssm_host_tag.value, "")] } }
  }

  # The ECR repository of an image that has one, by its URI.
  engine_repository = [for m in try([regex("^([0-9]{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.[a-z.]+/([^:@]+)", var.image_uri)], []) :
  "arn:${data.aws_partition.current.partition}:ecr:${m[1]}:${m[0]}:repository/${m[2]}"]

  webhook = {
    secretd = startswith(var.webhook_secret, "aws:::secretd:") ? [trimprefix(var.webhook_secret, "aws:::secretd:")] : []
    ssm     = var.webhook_secret == "" || startswith(var.webhook_secret, "aws:::secretd:") ? [] : [trimprefix(var.webhook_secret, "aws:::ssm:")]
  }

  statements = { for role, list in local.permissions : role => [
    for s in list : merge(
      {
        Sid    = s.sid
        Effect = "Allow"
        Action = s.actions
        Resource = flatten([for r in s.resources : r == "*" ? ["*"] : [
          for a in local.resources[split("/", r)[0]] : "${a}${trimprefix(r, split("/", r)[0])}"
        ]])
      },
      try(local.conditions[s.condition], null) == null ? {} : { Condition = local.conditions[s.condition] },
    )
  ] }
  policies = { for role, list in local.statements : role => jsonencode({
    Version   = "2012-10-17"
    Statement = [for s in list : s if length(s.Resource) > 0]
  }) }

  # Who may be each role.
  roles = merge(
    { for program, f in local.functions : program => { name = f.name, service = "lambda.amazonaws.com", source = null } },
    {
      codebuild = { name = "${var.prefix}-codebuild", service = "codebuild.amazonaws.com", source = "${local.arn.codebuild}:project/${local.names.codebuild_project}" }
      watchdog  = { name = local.names.watchdog, service = "states.amazonaws.com", source = local.watchdog_arn }
    },
  )
}

resource "aws_iam_role" "this" {
  for_each = local.roles

  name                 = each.value.name
  permissions_boundary = var.permissions_boundary_arn

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [merge(
      {
        Effect    = "Allow"
        Principal = { Service = each.value.service }
        Action    = "sts:AssumeRole"
      },
      # Lambda names no source when it takes a role.
      each.value.source == null ? {} : { Condition = { ArnLike = { "aws:SourceArn" = each.value.source } } },
    )]
  })
}

resource "aws_iam_role_policy" "this" {
  for_each = local.roles

  name   = "engine"
  role   = aws_iam_role.this[each.key].id
  policy = local.policies[each.key]
}

# For the roles of hosts whose orders may take longer than the URLs that they are given live: an hour, mostly.
resource "aws_iam_policy" "host" {
  name        = "${var.prefix}-host"
  description = "Lets orders on hosts report with the host's own role when their signed URLs have expired"
  policy      = local.policies["host"]
}

# For people and pipelines.
resource "aws_iam_policy" "submit" {
  name        = "${var.prefix}-submit"
  description = "Lets its holder submit, watch and cancel runs"
  policy      = local.policies["submit"]
}
