# ---- where, and called what ---------------------------------------------------------------------------------------

variable "aws_region" {
  description = "Region of the deployment"
  type        = string
}

variable "prefix" {
  description = "What all names begin with; aws-exe-sys --prefix finds them by it"
  type        = string
  default     = "aws-exe-sys"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,22}[a-z0-9]$", var.prefix))
    error_message = "The prefix has 2 to 24 characters: a to z, 0 to 9 and '-'; it begins with a letter and does not end with '-'."
  }
}

variable "tags" {
  description = "Tags of everything here"
  type        = map(string)
  default     = {}
}

# ---- what runs ----------------------------------------------------------------------------------------------------

variable "image_uri" {
  description = "The engine's image in ECR, of this region: by digest, or by a tag that is never moved"
  type        = string

  validation {
    condition     = can(regex("^[^/]+/.+(@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9_.-]*)$", var.image_uri)) && !endswith(var.image_uri, ":latest")
    error_message = "Expected <registry>/<repository>@sha256:<digest> or <registry>/<repository>:<tag>, not :latest: what runs must not change by itself."
  }
}

variable "worker_image_uri" {
  description = "Another image for the worker function, with tools of yours and our files copied in (docs/worker-images.md); without one it is image_uri"
  type        = string
  default     = null
}

variable "architecture" {
  description = "Processor of the functions and builds, which the images are made for: x86_64 or arm64"
  type        = string
  default     = "x86_64"

  validation {
    condition     = contains(["x86_64", "arm64"], var.architecture)
    error_message = "Expected x86_64 or arm64."
  }
}

variable "programs" {
  description = "Files on this machine for what has no image of ours, by machine (x86_64, aarch64): worker for hosts and builds, sops for builds. Without them there are no orders on hosts of that machine, and none with an image of their own"
  type = map(object({
    worker = string
    sops   = optional(string)
  }))
  default = {}

  validation {
    condition     = length(setsubtract(keys(var.programs), ["x86_64", "aarch64"])) == 0
    error_message = "Expected the keys x86_64 and aarch64, as `uname -m` says."
  }
}

variable "worker_ephemeral_storage_mb" {
  description = "/tmp of the worker function, where orders unpack their code and work"
  type        = number
  default     = 512

  validation {
    condition     = var.worker_ephemeral_storage_mb >= 512 && var.worker_ephemeral_storage_mb <= 10240
    error_message = "Lambda gives 512 to 10240 MB."
  }
}

variable "reserved_concurrency" {
  description = "How many of a function run at once at most, by program, such as { worker = 100 }; without, all share the account's"
  type        = map(number)
  default     = {}

  validation {
    condition     = length(setsubtract(keys(var.reserved_concurrency), ["init_job", "ssm_config", "orchestrator", "watchdog_check", "worker"])) == 0
    error_message = "Expected names of programs: init_job, ssm_config, orchestrator, watchdog_check, worker."
  }
}

variable "codebuild_compute_type" {
  description = "Size of a build's machine"
  type        = string
  default     = "BUILD_GENERAL1_SMALL"
}

variable "codebuild_concurrency" {
  description = "How many builds run at once at most; the rest queue. Without, the account's limit counts"
  type        = number
  default     = null
}

variable "codebuild_commands_as_root" {
  description = "Whether the commands of builds may be root, beside processes that hold the build's own credentials"
  type        = bool
  default     = false
}

variable "codebuild_image_repositories" {
  description = "ARNs of further ECR repositories whose images orders may name"
  type        = list(string)
  default     = []
}

# ---- times --------------------------------------------------------------------------------------------------------

variable "lambda_queue_seconds" {
  description = "How long Lambda may hold the start of an order while it has no capacity"
  type        = number
  default     = 3600

  validation {
    condition     = var.lambda_queue_seconds >= 60 && var.lambda_queue_seconds <= 21600
    error_message = "Lambda's maximum event age is 60 to 21600 seconds."
  }
}

variable "codebuild_queue_seconds" {
  description = "How long CodeBuild may hold a build in its queue"
  type        = number
  default     = 28800

  validation {
    condition     = var.codebuild_queue_seconds >= 300 && var.codebuild_queue_seconds <= 28800 && var.codebuild_queue_seconds % 60 == 0
    error_message = "CodeBuild queues for whole minutes, 300 to 28800 seconds."
  }
}

variable "ssm_queue_seconds" {
  description = "How long Systems Manager may take to deliver a command to a host"
  type        = number
  default     = 3600

  validation {
    condition     = var.ssm_queue_seconds >= 30 && var.ssm_queue_seconds <= 28800
    error_message = "Expected 30 to 28800 seconds."
  }
}

variable "event_ttl_seconds" {
  description = "How long events are kept"
  type        = number
  default     = 7776000
}

variable "log_retention_days" {
  description = "How long logs are kept; a number that CloudWatch Logs knows (1, 3, 5, 7, 14, 30, 60, 90, ...)"
  type        = number
  default     = 30
}

variable "log_level" {
  description = "What is logged: debug, info, warn or error"
  type        = string
  default     = "info"

  validation {
    condition     = contains(["debug", "info", "warn", "error"], var.log_level)
    error_message = "Expected debug, info, warn or error."
  }
}

# ---- what jobs may reach ------------------------------------------------------------------------------------------

variable "ssm_prefix" {
  description = "What our parameters and documents begin with; without, exe-sys for the default prefix, else exe-sys-<prefix>"
  type        = string
  default     = null

  validation {
    condition     = var.ssm_prefix == null || can(regex("^exe-sys[a-z0-9-]*$", var.ssm_prefix))
    error_message = "Expected exe-sys, with more of a to z, 0 to 9 and '-' behind it if you like: names that begin with aws or ssm are AWS's own."
  }
}

variable "credential_parameters" {
  description = "Parameters that jobs may take credentials from, such as /teams/payments/*"
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for p in var.credential_parameters : can(regex("^/?[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*(/?\\*)?$", p))])
    error_message = "Expected names of parameters, or such with * at their end: /teams/payments/*. Everything at once is refused: it would let any job read any credential."
  }
}

variable "credential_secrets" {
  description = "Secrets of Secrets Manager that jobs may take credentials from, such as teams/payments/*"
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for s in var.credential_secrets : can(regex("^[A-Za-z0-9/_+=.@-]+\\*?$", s))])
    error_message = "Expected names of secrets, or such with * at their end: teams/payments/*. Everything at once is refused: it would let any job read any credential."
  }
}

variable "git_token_parameters" {
  description = "Parameters that hold tokens of git providers: jobs take them, and the orchestrator writes comments with them"
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for p in var.git_token_parameters : can(regex("^/?[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*(/?\\*)?$", p))])
    error_message = "Expected names of parameters, or such with * at their end: /git/tokens/*."
  }
}

variable "git_token_secrets" {
  description = "The same in Secrets Manager"
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for s in var.git_token_secrets : can(regex("^[A-Za-z0-9/_+=.@-]+\\*?$", s))])
    error_message = "Expected names of secrets, or such with * at their end: git/tokens/*."
  }
}

variable "sops_key_parameters" {
  description = "Parameters with age keys of your own (an order's sops_key_ssm_path), which workers may read"
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for p in var.sops_key_parameters : can(regex("^/?[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*(/?\\*)?$", p))])
    error_message = "Expected names of parameters, or such with * at their end: /teams/payments/age/*."
  }
}

variable "credential_kms_key_arns" {
  description = "KMS keys of your own that those parameters and secrets are encrypted with"
  type        = list(string)
  default     = []
}

variable "source_objects" {
  description = "Objects that orders may take as their code (s3_location), as <bucket>/<key>, such as builds-of-ours/releases/*"
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for o in var.source_objects : can(regex("^[a-z0-9][a-z0-9.-]+/.+$", o))])
    error_message = "Expected <bucket>/<key>, or <bucket>/* for a whole bucket: the bucket is always named."
  }
}

variable "ssm_documents" {
  description = "Names of further SSM documents that orders may run by (ssm_document_name)"
  type        = list(string)
  default     = []
}

variable "ssm_host_tag" {
  description = "Tag that hosts must have for orders to run on them, such as { key = \"exe-sys\", value = \"yes\" }; without, every managed host may be named"
  type        = object({ key = string, value = string })
  default     = null
}

# ---- who may come in ----------------------------------------------------------------------------------------------

variable "webhook_secret" {
  description = "Credential location of the secret that webhooks are signed with, such as aws:::ssm:/git/webhook; without one /webhook answers 401"
  type        = string
  default     = ""

  validation {
    condition     = var.webhook_secret == "" || can(regex("^(aws:::(ssm|secretd):)?[A-Za-z0-9/_+=.@-]+$", var.webhook_secret))
    error_message = "Expected aws:::ssm:<parameter>, aws:::secretd:<secret> or a parameter's path."
  }
}

variable "function_url_principals" {
  description = "ARNs of roles or accounts elsewhere that may use the Function URLs; principals of this account get the submit policy instead"
  type        = list(string)
  default     = []
}

variable "submit_topic_arns" {
  description = "SNS topics whose messages are jobs for init_job"
  type        = list(string)
  default     = []
}

variable "api_throttle" {
  description = "Requests a second, and at once, that the HTTP API lets through; of /webhook, which anybody can reach, fewer"
  type = object({
    rate          = optional(number, 50)
    burst         = optional(number, 100)
    webhook_rate  = optional(number, 10)
    webhook_burst = optional(number, 20)
  })
  default = {}
}

# ---- git providers ------------------------------------------------------------------------------------------------

variable "github_url" {
  description = "Base URL of GitHub, or of your GitHub Enterprise server"
  type        = string
  default     = ""
}

variable "gitlab_url" {
  description = "Base URL of GitLab"
  type        = string
  default     = ""
}

variable "bitbucket_url" {
  description = "Base URL of Bitbucket"
  type        = string
  default     = ""
}

variable "bitbucket_kind" {
  description = "cloud or server; without, its URL says it"
  type        = string
  default     = ""

  validation {
    condition     = contains(["", "cloud", "server"], var.bitbucket_kind)
    error_message = "Expected cloud or server."
  }
}

variable "pr_comments" {
  description = "Whether the engine keeps a comment on the pull request of a job"
  type        = bool
  default     = true
}

# ---- safety, and what it costs ------------------------------------------------------------------------------------

variable "kms_key_arn" {
  description = "KMS key for buckets, tables, logs and dead letters; without one each service's own key encrypts them. Its policy must let CloudWatch Logs, EventBridge and Lambda use it (docs/deploy.md)"
  type        = string
  default     = null
}

variable "point_in_time_recovery" {
  description = "Whether the tables can be taken back to any second of the last 35 days"
  type        = bool
  default     = false
}

variable "permissions_boundary_arn" {
  description = "Boundary of every role that is made here"
  type        = string
  default     = null
}

variable "alarm_topic_arn" {
  description = "SNS topic that alarms go to; without one they only show"
  type        = string
  default     = null
}
